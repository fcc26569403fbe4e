/** SASL, access control lists, SCRAM credentials and delegation tokens. */
export const securityMessages = `
request SaslHandshake
mechanism: string

response SaslHandshake
errorCode: int16
mechanisms: []string

request SaslAuthenticate
authBytes: bytes

response SaslAuthenticate
errorCode: int16
errorMessage: string?
authBytes: bytes
sessionLifetimeMs: int64 1+

request DescribeAcls
resourceTypeFilter: int8
resourceNameFilter: string?
patternTypeFilter: int8 = 3
principalFilter: string?
hostFilter: string?
operation: int8
permissionType: int8

response DescribeAcls
throttleTimeMs: int32
errorCode: int16
errorMessage: string?
resources: []Resource
  resourceType: int8
  resourceName: string
  patternType: int8 = 3
  acls: []Acl
    principal: string
    host: string
    operation: int8
    permissionType: int8

request CreateAcls
creations: []Acl
  resourceType: int8
  resourceName: string
  resourcePatternType: int8 = 3
  principal: string
  host: string
  operation: int8
  permissionType: int8

response CreateAcls
throttleTimeMs: int32
results: []Acl
  errorCode: int16
  errorMessage: string?

request DeleteAcls
filters: []Filter
  resourceTypeFilter: int8
  resourceNameFilter: string?
  patternTypeFilter: int8 = 3
  principalFilter: string?
  hostFilter: string?
  operation: int8
  permissionType: int8

response DeleteAcls
throttleTimeMs: int32
filterResults: []Filter
  errorCode: int16
  errorMessage: string?
  matchingAcls: []Acl
    errorCode: int16
    errorMessage: string?
    resourceType: int8
    resourceName: string
    patternType: int8 = 3
    principal: string
    host: string
    operation: int8
    permissionType: int8

request DescribeUserScramCredentials
users: []User?
  name: string

response DescribeUserScramCredentials
throttleTimeMs: int32
errorCode: int16
errorMessage: string?
results: []User
  user: string
  errorCode: int16
  errorMessage: string?
  credentialInfos: []Credential
    mechanism: int8
    iterations: int32

request AlterUserScramCredentials
deletions: []Deletion
  name: string
  mechanism: int8
upsertions: []Upsertion
  name: string
  mechanism: int8
  iterations: int32
  salt: bytes
  saltedPassword: bytes

response AlterUserScramCredentials
throttleTimeMs: int32
results: []User
  user: string
  errorCode: int16
  errorMessage: string?

request CreateDelegationToken
ownerPrincipalType: string? 3+
ownerPrincipalName: string? 3+
renewers: []Renewer
  principalType: string
  principalName: string
maxLifetimeMs: int64

response CreateDelegationToken
errorCode: int16
principalType: string
principalName: string
tokenRequesterPrincipalType: string 3+
tokenRequesterPrincipalName: string 3+
issueTimestampMs: int64
expiryTimestampMs: int64
maxTimestampMs: int64
tokenId: string
hmac: bytes
throttleTimeMs: int32

request RenewDelegationToken
hmac: bytes
renewPeriodMs: int64

response RenewDelegationToken
errorCode: int16
expiryTimestampMs: int64
throttleTimeMs: int32

request ExpireDelegationToken
hmac: bytes
expiryTimePeriodMs: int64

response ExpireDelegationToken
errorCode: int16
expiryTimestampMs: int64
throttleTimeMs: int32

request DescribeDelegationToken
owners: []Owner?
  principalType: string
  principalName: string

response DescribeDelegationToken
errorCode: int16
tokens: []Token
  principalType: string
  principalName: string
  tokenRequesterPrincipalType: string 3+
  tokenRequesterPrincipalName: string 3+
  issueTimestamp: int64
  expiryTimestamp: int64
  maxTimestamp: int64
  tokenId: string
  hmac: bytes
  renewers: []Renewer
    principalType: string
    principalName: string
throttleTimeMs: int32
`;
