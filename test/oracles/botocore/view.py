"""Says how botocore reads AWS files.

Standard input: a JSON array of {"config"?: text, "credentials"?: text, "environment": {name: value}, "profiles": [name]}.
Standard output: a JSON array, one answer for each: {"refused": "config" | "credentials"} where botocore does not parse a
file, else {"profiles": {name: {key: value or {key: value}}}, "answers": {name: answer}}. An answer is {"error": class}
or {"source": METHOD, "hops": [...], "region": text or null, "endpoints": {service: url or null}}. Where the environment
holds keys or a web identity token, an answer has "named" too: {"source": METHOD, "role": ARN or null} for the profile
named by AWS_PROFILE and not by an option, with the role of the last hop.

Nothing is called: providers that would go to the network or start a program answer with AWS's example keys, and
AssumeRole is recorded instead of sent.
"""

import json
import os
import sys
import tempfile

import botocore.credentials as credentials
import botocore.exceptions as exceptions
from botocore.configloader import raw_config_parse
from botocore.configprovider import ConfiguredEndpointProvider
from botocore.session import Session

FAKE = credentials.Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")

loaded = []
hops = []


def record_loads(provider):
    original = provider.load

    def load(self):
        found = original(self)
        if found is not None:
            loaded.append(self.METHOD)
        return found

    provider.load = load


def answer_without_network():
    disabled = "AWS_EC2_METADATA_DISABLED"
    credentials.InstanceMetadataProvider.load = lambda self: None if os.environ.get(disabled) == "true" else FAKE
    credentials.ContainerProvider._retrieve_or_fail = lambda self: FAKE
    credentials.ProcessProvider._retrieve_credentials_using = lambda self, command: {
        "access_key": FAKE.access_key,
        "secret_key": FAKE.secret_key,
    }

    def login(self):
        profile = self._load_config().get("profiles", {}).get(self._profile_name, {})
        return FAKE if "login_session" in profile else None

    credentials.LoginProvider.load = login

    # The source of credential_source is asked for even where the machine does not have it.
    def source(self, name):
        loaded.append(name)
        return FAKE

    credentials.CanonicalNameCredentialSourcer.source_credentials = source
    for provider in (
        credentials.InstanceMetadataProvider,
        credentials.ContainerProvider,
        credentials.ProcessProvider,
        credentials.LoginProvider,
        credentials.EnvProvider,
        credentials.SSOProvider,
        credentials.SharedCredentialProvider,
        credentials.ConfigProvider,
        credentials.AssumeRoleWithWebIdentityProvider,
    ):
        record_loads(provider)


def record_hops():
    def recorder(kind):
        def record(self, *arguments, role_arn, extra_args=None, **rest):
            given = extra_args or {}
            hops.append(
                {
                    "kind": kind,
                    "roleArn": role_arn,
                    "sessionName": given.get("RoleSessionName"),
                    "externalId": given.get("ExternalId"),
                    "mfaSerial": given.get("SerialNumber"),
                    "durationSeconds": given.get("DurationSeconds"),
                }
            )

        return record

    # Each fetcher is made after its source credentials are found, so hops come in the order of the calls.
    credentials.AssumeRoleCredentialFetcher.__init__ = recorder("assumeRole")
    credentials.AssumeRoleWithWebIdentityCredentialFetcher.__init__ = recorder("assumeRoleWithWebIdentity")
    credentials.AssumeRoleCredentialFetcher.fetch_credentials = lambda self: None
    credentials.AssumeRoleWithWebIdentityCredentialFetcher.fetch_credentials = lambda self: None


def named_by_variable(name):
    """What a tool finds that is told the profile by AWS_PROFILE."""
    loaded.clear()
    hops.clear()
    os.environ["AWS_PROFILE"] = name
    try:
        found = Session(include_builtin_handlers=False).get_credentials()
        if found is None:
            return {"source": None, "role": None}
        return {"source": loaded[0], "role": hops[-1]["roleArn"] if hops else None}
    except (exceptions.BotoCoreError, AttributeError) as error:
        return {"source": type(error).__name__, "role": None}
    finally:
        del os.environ["AWS_PROFILE"]


def answer_with_variables(name):
    answer = answer_for(name)
    if any(variable in os.environ for variable in ("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE")):
        answer["named"] = named_by_variable(name)
    return answer


def answer_for(name):
    loaded.clear()
    hops.clear()
    try:
        # The handlers are for calls, which are not made, and take most of the time.
        session = Session(profile=name, include_builtin_handlers=False)
        found = session.get_credentials()
        if found is None:
            return {"error": "NoCredentials"}
        scoped = session.get_scoped_config()
        ignore = session.get_config_variable("ignore_configured_endpoint_urls")
        endpoints = {
            service: None
            if ignore
            else ConfiguredEndpointProvider(session.full_config, scoped, service).provide()
            for service in ("sts", "s3", "iam")
        }
        return {
            "source": loaded[0],
            "hops": list(hops),
            "region": session.get_config_variable("region"),
            "endpoints": endpoints,
        }
    except (exceptions.BotoCoreError, AttributeError) as error:
        # AttributeError: botocore expects a block of keys below each service and does not check.
        return {"error": type(error).__name__}


def view(case, folder):
    paths = {kind: os.path.join(folder, kind) for kind in ("config", "credentials")}
    for kind, path in paths.items():
        if os.path.exists(path):
            os.remove(path)
        if case.get(kind) is not None:
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(case[kind])
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(case.get("environment", {}))
    os.environ["AWS_CONFIG_FILE"] = paths["config"]
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = paths["credentials"]
    for kind, path in paths.items():
        try:
            raw_config_parse(path)
        except exceptions.ConfigNotFound:
            continue
        except exceptions.ConfigParseError:
            return {"refused": kind}
    profiles = Session(include_builtin_handlers=False).full_config["profiles"]
    return {"profiles": profiles, "answers": {name: answer_with_variables(name) for name in case["profiles"]}}


def main():
    answer_without_network()
    record_hops()
    with tempfile.TemporaryDirectory() as folder:
        answers = [view(case, folder) for case in json.load(sys.stdin)]
    json.dump(answers, sys.stdout)


main()
