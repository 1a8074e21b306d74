"""Writes keys into a profile as `aws configure set` does, by the AWS CLI's own writer: writer.py FILE COUNT SECONDS.

SECONDS is the longest pause between two writes.
"""

import random
import sys
import time

from awscli.customizations.configure.writer import ConfigFileWriter

path, count, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
random.seed(7)
for number in range(count):
    ConfigFileWriter().update_config({"__section__": "profile loop", f"loop_{number}": "theirs"}, path)
    time.sleep(random.uniform(0, pause))
