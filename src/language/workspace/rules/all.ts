import type { CrossFileRule } from "../crossFileRule.ts";
import { bucketLevelMissing } from "./bucketLevelMissing.ts";
import { bucketNameDisagrees } from "./bucketNameDisagrees.ts";
import { bucketPolicyLacksRole } from "./bucketPolicyLacksRole.ts";
import { bucketResourcesDisagree } from "./bucketResourcesDisagree.ts";
import { callerLacksAssumeRole } from "./callerLacksAssumeRole.ts";
import { durationExceedsRole } from "./durationExceedsRole.ts";
import { externalIdDiffers } from "./externalIdDiffers.ts";
import { externalIdNotAsked } from "./externalIdNotAsked.ts";
import { externalIdNotGiven } from "./externalIdNotGiven.ts";
import { glueRoleName } from "./glueRoleName.ts";
import { mfaNotGiven } from "./mfaNotGiven.ts";
import { passRoleLacksService } from "./passRoleLacksService.ts";
import { placeholdersDisagree } from "./placeholdersDisagree.ts";
import { roleLacksBucketAction } from "./roleLacksBucketAction.ts";
import { roleNameCaseDisagrees } from "./roleNameCaseDisagrees.ts";
import { rolePartitionDisagrees } from "./rolePartitionDisagrees.ts";
import { rolePathDisagrees } from "./rolePathDisagrees.ts";
import { sessionTagsNotAllowed } from "./sessionTagsNotAllowed.ts";
import { sourceIdentityNotAllowed } from "./sourceIdentityNotAllowed.ts";
import { statementNotChecked } from "./statementNotChecked.ts";
import { trustLacksCaller } from "./trustLacksCaller.ts";
import { trustNamesOtherSession } from "./trustNamesOtherSession.ts";
import { unknownPrincipal } from "./unknownPrincipal.ts";

/** Every rule across files, by code. */
export const crossFileRules: readonly CrossFileRule[] = [
  bucketLevelMissing,
  bucketNameDisagrees,
  bucketPolicyLacksRole,
  bucketResourcesDisagree,
  callerLacksAssumeRole,
  durationExceedsRole,
  externalIdDiffers,
  externalIdNotAsked,
  externalIdNotGiven,
  glueRoleName,
  mfaNotGiven,
  passRoleLacksService,
  placeholdersDisagree,
  roleLacksBucketAction,
  roleNameCaseDisagrees,
  rolePartitionDisagrees,
  rolePathDisagrees,
  sessionTagsNotAllowed,
  sourceIdentityNotAllowed,
  statementNotChecked,
  trustLacksCaller,
  trustNamesOtherSession,
  unknownPrincipal,
];
