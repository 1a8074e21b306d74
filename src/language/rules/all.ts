import { adminAccess } from "./access/adminAccess.ts";
import { allowWithIfExists } from "./access/allowWithIfExists.ts";
import { forAllValuesWithoutNull } from "./access/forAllValuesWithoutNull.ts";
import { mfaAllowWithIfExists } from "./access/mfaAllowWithIfExists.ts";
import { mfaDenyWithoutIfExists } from "./access/mfaDenyWithoutIfExists.ts";
import { mfaNullCheck } from "./access/mfaNullCheck.ts";
import { resourcePolicyEscalation } from "./access/resourcePolicyEscalation.ts";
import { invalidAction } from "./actions/invalidAction.ts";
import { invalidServiceInAction } from "./actions/invalidServiceInAction.ts";
import { redundantAction } from "./actions/redundantAction.ts";
import { redundantResource } from "./actions/redundantResource.ts";
import { redundantStatement } from "./actions/redundantStatement.ts";
import { unsupportedActionInPolicy } from "./actions/unsupportedActionInPolicy.ts";
import { arnAccountNotAllowed } from "./arns/arnAccountNotAllowed.ts";
import { arnRegionNotAllowed } from "./arns/arnRegionNotAllowed.ts";
import { invalidArnAccount } from "./arns/invalidArnAccount.ts";
import { invalidArnPrefix } from "./arns/invalidArnPrefix.ts";
import { invalidArnRegion } from "./arns/invalidArnRegion.ts";
import { invalidArnResource } from "./arns/invalidArnResource.ts";
import { invalidArnServiceCase } from "./arns/invalidArnServiceCase.ts";
import { invalidPartition } from "./arns/invalidPartition.ts";
import { invalidService } from "./arns/invalidService.ts";
import { missingArnField } from "./arns/missingArnField.ts";
import { missingArnRegion } from "./arns/missingArnRegion.ts";
import { wildcardInServiceName } from "./arns/wildcardInServiceName.ts";
import { bucketLockOut } from "./bucket/bucketLockOut.ts";
import { publicBucket } from "./bucket/publicBucket.ts";
import { unsupportedResourceArnInPolicy } from "./bucket/unsupportedResourceArnInPolicy.ts";
import { duplicateKeysWithDifferentCase } from "./conditions/duplicateKeysWithDifferentCase.ts";
import { emptyArrayCondition } from "./conditions/emptyArrayCondition.ts";
import { emptyArrayConditionForAllValues } from "./conditions/emptyArrayConditionForAllValues.ts";
import { emptyArrayConditionForAnyValue } from "./conditions/emptyArrayConditionForAnyValue.ts";
import { emptyArrayConditionIfExists } from "./conditions/emptyArrayConditionIfExists.ts";
import { improveIpRange } from "./conditions/improveIpRange.ts";
import { invalidConditionDataType } from "./conditions/invalidConditionDataType.ts";
import { invalidConditionKeyFormat } from "./conditions/invalidConditionKeyFormat.ts";
import { invalidConditionMultipleBoolean } from "./conditions/invalidConditionMultipleBoolean.ts";
import { invalidConditionOperator } from "./conditions/invalidConditionOperator.ts";
import { invalidDateValue } from "./conditions/invalidDateValue.ts";
import { invalidRegion } from "./conditions/invalidRegion.ts";
import { invalidVpcFormat } from "./conditions/invalidVpcFormat.ts";
import { invalidVpceFormat } from "./conditions/invalidVpceFormat.ts";
import { missingPairedConditionKeys } from "./conditions/missingPairedConditionKeys.ts";
import { nullWithIfExists } from "./conditions/nullWithIfExists.ts";
import { nullWithQualifier } from "./conditions/nullWithQualifier.ts";
import { privateIpAddress } from "./conditions/privateIpAddress.ts";
import { privateIpAddressSubset } from "./conditions/privateIpAddressSubset.ts";
import { privateNotIpAddress } from "./conditions/privateNotIpAddress.ts";
import { privateNotIpAddressSubset } from "./conditions/privateNotIpAddressSubset.ts";
import { redundantConditionValueNum } from "./conditions/redundantConditionValueNum.ts";
import { typeMismatchBoolean } from "./conditions/typeMismatchBoolean.ts";
import { typeMismatchDate } from "./conditions/typeMismatchDate.ts";
import { typeMismatchIpRange } from "./conditions/typeMismatchIpRange.ts";
import { typeMismatchNumber } from "./conditions/typeMismatchNumber.ts";
import { typeMismatchString } from "./conditions/typeMismatchString.ts";
import { wildcardWithoutLikeOperator } from "./conditions/wildcardWithoutLikeOperator.ts";
import { confirmAudienceClaimType } from "./federation/confirmAudienceClaimType.ts";
import { invalidFederatedPrincipalSyntax } from "./federation/invalidFederatedPrincipalSyntax.ts";
import { invalidProviderArn } from "./federation/invalidProviderArn.ts";
import { mismatchedActionForPrincipal } from "./federation/mismatchedActionForPrincipal.ts";
import { missingConditionKeyForOidcPrincipal } from "./federation/missingConditionKeyForOidcPrincipal.ts";
import { missingGithubRepoConditionKey } from "./federation/missingGithubRepoConditionKey.ts";
import { missingOidcAudience } from "./federation/missingOidcAudience.ts";
import { missingSamlAudience } from "./federation/missingSamlAudience.ts";
import { specificGithubRepoAndBranchRecommended } from "./federation/specificGithubRepoAndBranchRecommended.ts";
import { unknownFederationSource } from "./federation/unknownFederationSource.ts";
import { dataTypeMismatch } from "./grammar/dataTypeMismatch.ts";
import { duplicateElement } from "./grammar/duplicateElement.ts";
import { emptyArrayAction } from "./grammar/emptyArrayAction.ts";
import { emptyArrayPrincipal } from "./grammar/emptyArrayPrincipal.ts";
import { emptyArrayResource } from "./grammar/emptyArrayResource.ts";
import { emptyObjectCondition } from "./grammar/emptyObjectCondition.ts";
import { emptyObjectPrincipal } from "./grammar/emptyObjectPrincipal.ts";
import { emptySidValue } from "./grammar/emptySidValue.ts";
import { emptyValue } from "./grammar/emptyValue.ts";
import { invalidEffect } from "./grammar/invalidEffect.ts";
import { invalidPolicyElement } from "./grammar/invalidPolicyElement.ts";
import { invalidPrincipalFormat } from "./grammar/invalidPrincipalFormat.ts";
import { invalidPrincipalKey } from "./grammar/invalidPrincipalKey.ts";
import { invalidVersion } from "./grammar/invalidVersion.ts";
import { jsonSyntaxError } from "./grammar/jsonSyntaxError.ts";
import { missingAction } from "./grammar/missingAction.ts";
import { missingEffect } from "./grammar/missingEffect.ts";
import { missingPrincipal } from "./grammar/missingPrincipal.ts";
import { missingResource } from "./grammar/missingResource.ts";
import { missingStatement } from "./grammar/missingStatement.ts";
import { missingVersion } from "./grammar/missingVersion.ts";
import { uniqueSidsRecommended } from "./grammar/uniqueSidsRecommended.ts";
import { uniqueSidsRequired } from "./grammar/uniqueSidsRequired.ts";
import { unsupportedElementCombination } from "./grammar/unsupportedElementCombination.ts";
import { unsupportedPrincipal } from "./grammar/unsupportedPrincipal.ts";
import { unsupportedSid } from "./grammar/unsupportedSid.ts";
import { deprecatedGlobalConditionKey } from "./keys/deprecatedGlobalConditionKey.ts";
import { forAllValuesWithSingleValuedKey } from "./keys/forAllValuesWithSingleValuedKey.ts";
import { invalidGlobalConditionKey } from "./keys/invalidGlobalConditionKey.ts";
import { invalidServiceConditionKey } from "./keys/invalidServiceConditionKey.ts";
import { irrelevantConditionKeyInPolicy } from "./keys/irrelevantConditionKeyInPolicy.ts";
import { missingQualifier } from "./keys/missingQualifier.ts";
import { missingTagKeyInCondition } from "./keys/missingTagKeyInCondition.ts";
import { typeMismatch } from "./keys/typeMismatch.ts";
import { unknownOidcClaim } from "./keys/unknownOidcClaim.ts";
import { unsupportedActionForConditionKey } from "./keys/unsupportedActionForConditionKey.ts";
import { unsupportedGlobalConditionKey } from "./keys/unsupportedGlobalConditionKey.ts";
import { createSlrWithNotActionAndNotResource } from "./passing/createSlrWithNotActionAndNotResource.ts";
import { createSlrWithNotResource } from "./passing/createSlrWithNotResource.ts";
import { createSlrWithStarInActionAndNotResource } from "./passing/createSlrWithStarInActionAndNotResource.ts";
import { createSlrWithStarInActionAndResource } from "./passing/createSlrWithStarInActionAndResource.ts";
import { createSlrWithStarInResource } from "./passing/createSlrWithStarInResource.ts";
import { createSlrWithStarInResourceAndNotAction } from "./passing/createSlrWithStarInResourceAndNotAction.ts";
import { instanceProfileAsRole } from "./passing/instanceProfileAsRole.ts";
import { missingPassRole } from "./passing/missingPassRole.ts";
import { passRoleWithNotActionAndNotResource } from "./passing/passRoleWithNotActionAndNotResource.ts";
import { passRoleWithNotResource } from "./passing/passRoleWithNotResource.ts";
import { passRoleWithStarInActionAndNotResource } from "./passing/passRoleWithStarInActionAndNotResource.ts";
import { passRoleWithStarInActionAndResource } from "./passing/passRoleWithStarInActionAndResource.ts";
import { passRoleWithStarInResource } from "./passing/passRoleWithStarInResource.ts";
import { passRoleWithStarInResourceAndNotAction } from "./passing/passRoleWithStarInResourceAndNotAction.ts";
import { passRoleWithoutPassedToService } from "./passing/passRoleWithoutPassedToService.ts";
import { exampleAccount } from "./placeholders/exampleAccount.ts";
import { placeholderLeft } from "./placeholders/placeholderLeft.ts";
import { allowWithNotPrincipal } from "./principals/allowWithNotPrincipal.ts";
import { federatedPrincipalNotSupported } from "./principals/federatedPrincipalNotSupported.ts";
import { invalidPrincipalArn } from "./principals/invalidPrincipalArn.ts";
import { invalidRoleReference } from "./principals/invalidRoleReference.ts";
import { invalidServicePrincipalFormat } from "./principals/invalidServicePrincipalFormat.ts";
import { invalidUserReference } from "./principals/invalidUserReference.ts";
import { recommendedConditionKeyForServicePrincipal } from "./principals/recommendedConditionKeyForServicePrincipal.ts";
import { restrictAccessToServicePrincipal } from "./principals/restrictAccessToServicePrincipal.ts";
import { unknownServicePrincipal } from "./principals/unknownServicePrincipal.ts";
import { unsupportedConditionKeyForServicePrincipal } from "./principals/unsupportedConditionKeyForServicePrincipal.ts";
import { unsupportedWildcardInPrincipal } from "./principals/unsupportedWildcardInPrincipal.ts";
import { actionNeedsStarResource } from "./resources/actionNeedsStarResource.ts";
import { actionResourceMismatch } from "./resources/actionResourceMismatch.ts";
import { resourceStar } from "./resources/resourceStar.ts";
import { policySizeExceedsIdentityPolicyQuota } from "./size/policySizeExceedsIdentityPolicyQuota.ts";
import { policySizeExceedsResourcePolicyQuota } from "./size/policySizeExceedsResourcePolicyQuota.ts";
import { policySizeExceedsRoleTrustPolicyQuota } from "./size/policySizeExceedsRoleTrustPolicyQuota.ts";
import { policySizeExceedsScpQuota } from "./size/policySizeExceedsScpQuota.ts";
import { allowNotActionWithUnsupportedTagConditionKeyForService } from "./tags/allowNotActionWithUnsupportedTagConditionKeyForService.ts";
import { allowWithUnsupportedTagConditionKeyForService } from "./tags/allowWithUnsupportedTagConditionKeyForService.ts";
import { denyNotActionWithUnsupportedTagConditionKeyForService } from "./tags/denyNotActionWithUnsupportedTagConditionKeyForService.ts";
import { denyWithUnsupportedTagConditionKeyForService } from "./tags/denyWithUnsupportedTagConditionKeyForService.ts";
import { confusedDeputy } from "./trust/confusedDeputy.ts";
import { guessableExternalId } from "./trust/guessableExternalId.ts";
import { missingActionForConditionKey } from "./trust/missingActionForConditionKey.ts";
import { missingActionForRolesAnywhereTrustPolicy } from "./trust/missingActionForRolesAnywhereTrustPolicy.ts";
import { missingExternalId } from "./trust/missingExternalId.ts";
import { redundantPrincipalInRoleTrustPolicy } from "./trust/redundantPrincipalInRoleTrustPolicy.ts";
import { roleTrustPolicySyntaxErrorNotPrincipal } from "./trust/roleTrustPolicySyntaxErrorNotPrincipal.ts";
import { roleTrustPolicySyntaxErrorResource } from "./trust/roleTrustPolicySyntaxErrorResource.ts";
import { roleTrustPolicyUnsupportedWildcardInPrincipal } from "./trust/roleTrustPolicyUnsupportedWildcardInPrincipal.ts";
import { trustAnyone } from "./trust/trustAnyone.ts";
import { trustWholeAccount } from "./trust/trustWholeAccount.ts";
import { emptyVariable } from "./variables/emptyVariable.ts";
import { invalidVariableForOperator } from "./variables/invalidVariableForOperator.ts";
import { missingBraceInVariable } from "./variables/missingBraceInVariable.ts";
import { missingQuoteInVariable } from "./variables/missingQuoteInVariable.ts";
import { unsupportedSpaceInVariable } from "./variables/unsupportedSpaceInVariable.ts";
import { variableUnsupportedInElement } from "./variables/variableUnsupportedInElement.ts";
import { variableUnsupportedInVersion } from "./variables/variableUnsupportedInVersion.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by code. */
export const rules: readonly Rule[] = [
  actionNeedsStarResource,
  actionResourceMismatch,
  adminAccess,
  allowNotActionWithUnsupportedTagConditionKeyForService,
  allowWithIfExists,
  allowWithNotPrincipal,
  allowWithUnsupportedTagConditionKeyForService,
  arnAccountNotAllowed,
  arnRegionNotAllowed,
  bucketLockOut,
  confirmAudienceClaimType,
  confusedDeputy,
  createSlrWithNotActionAndNotResource,
  createSlrWithNotResource,
  createSlrWithStarInActionAndNotResource,
  createSlrWithStarInActionAndResource,
  createSlrWithStarInResource,
  createSlrWithStarInResourceAndNotAction,
  dataTypeMismatch,
  denyNotActionWithUnsupportedTagConditionKeyForService,
  denyWithUnsupportedTagConditionKeyForService,
  deprecatedGlobalConditionKey,
  duplicateElement,
  duplicateKeysWithDifferentCase,
  emptyArrayAction,
  emptyArrayCondition,
  emptyArrayConditionForAllValues,
  emptyArrayConditionForAnyValue,
  emptyArrayConditionIfExists,
  emptyArrayPrincipal,
  emptyArrayResource,
  emptyObjectCondition,
  emptyObjectPrincipal,
  emptySidValue,
  emptyValue,
  emptyVariable,
  exampleAccount,
  federatedPrincipalNotSupported,
  forAllValuesWithoutNull,
  forAllValuesWithSingleValuedKey,
  guessableExternalId,
  improveIpRange,
  instanceProfileAsRole,
  invalidAction,
  invalidArnAccount,
  invalidArnPrefix,
  invalidArnRegion,
  invalidArnResource,
  invalidArnServiceCase,
  invalidConditionDataType,
  invalidConditionKeyFormat,
  invalidConditionMultipleBoolean,
  invalidConditionOperator,
  invalidDateValue,
  invalidEffect,
  invalidFederatedPrincipalSyntax,
  invalidGlobalConditionKey,
  invalidPartition,
  invalidPolicyElement,
  invalidPrincipalArn,
  invalidPrincipalFormat,
  invalidPrincipalKey,
  invalidProviderArn,
  invalidRegion,
  invalidRoleReference,
  invalidService,
  invalidServiceConditionKey,
  invalidServiceInAction,
  invalidServicePrincipalFormat,
  invalidUserReference,
  invalidVariableForOperator,
  invalidVersion,
  invalidVpceFormat,
  invalidVpcFormat,
  irrelevantConditionKeyInPolicy,
  jsonSyntaxError,
  mfaAllowWithIfExists,
  mfaDenyWithoutIfExists,
  mfaNullCheck,
  mismatchedActionForPrincipal,
  missingAction,
  missingActionForConditionKey,
  missingActionForRolesAnywhereTrustPolicy,
  missingArnField,
  missingArnRegion,
  missingBraceInVariable,
  missingConditionKeyForOidcPrincipal,
  missingEffect,
  missingExternalId,
  missingGithubRepoConditionKey,
  missingOidcAudience,
  missingPairedConditionKeys,
  missingPassRole,
  missingPrincipal,
  missingQualifier,
  missingQuoteInVariable,
  missingResource,
  missingSamlAudience,
  missingStatement,
  missingTagKeyInCondition,
  missingVersion,
  nullWithIfExists,
  nullWithQualifier,
  passRoleWithoutPassedToService,
  passRoleWithNotActionAndNotResource,
  passRoleWithNotResource,
  passRoleWithStarInActionAndNotResource,
  passRoleWithStarInActionAndResource,
  passRoleWithStarInResource,
  passRoleWithStarInResourceAndNotAction,
  placeholderLeft,
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsScpQuota,
  privateIpAddress,
  privateIpAddressSubset,
  privateNotIpAddress,
  privateNotIpAddressSubset,
  publicBucket,
  recommendedConditionKeyForServicePrincipal,
  redundantAction,
  redundantConditionValueNum,
  redundantPrincipalInRoleTrustPolicy,
  redundantResource,
  redundantStatement,
  resourcePolicyEscalation,
  resourceStar,
  restrictAccessToServicePrincipal,
  roleTrustPolicySyntaxErrorNotPrincipal,
  roleTrustPolicySyntaxErrorResource,
  roleTrustPolicyUnsupportedWildcardInPrincipal,
  specificGithubRepoAndBranchRecommended,
  trustAnyone,
  trustWholeAccount,
  typeMismatch,
  typeMismatchBoolean,
  typeMismatchDate,
  typeMismatchIpRange,
  typeMismatchNumber,
  typeMismatchString,
  uniqueSidsRecommended,
  uniqueSidsRequired,
  unknownFederationSource,
  unknownOidcClaim,
  unknownServicePrincipal,
  unsupportedActionForConditionKey,
  unsupportedActionInPolicy,
  unsupportedConditionKeyForServicePrincipal,
  unsupportedElementCombination,
  unsupportedGlobalConditionKey,
  unsupportedPrincipal,
  unsupportedResourceArnInPolicy,
  unsupportedSid,
  unsupportedSpaceInVariable,
  unsupportedWildcardInPrincipal,
  variableUnsupportedInElement,
  variableUnsupportedInVersion,
  wildcardInServiceName,
  wildcardWithoutLikeOperator,
];
