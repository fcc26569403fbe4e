/** Dynamic configs, quotas, features and client telemetry. */
export const configsQuotasMessages = `
request DescribeConfigs
resources: []Resource
  resourceType: int8
  resourceName: string
  configurationKeys: []string?
includeSynonyms: bool
includeDocumentation: bool 3+

response DescribeConfigs
throttleTimeMs: int32
results: []Resource
  errorCode: int16
  errorMessage: string?
  resourceType: int8
  resourceName: string
  configs: []Config
    name: string
    value: string?
    readOnly: bool
    configSource: int8 = -1
    isSensitive: bool
    synonyms: []Synonym
      name: string
      value: string?
      source: int8
    configType: int8 3+
    documentation: string? 3+

request AlterConfigs
resources: []Resource
  resourceType: int8
  resourceName: string
  configs: []Config
    name: string
    value: string?
validateOnly: bool

response AlterConfigs
throttleTimeMs: int32
responses: []Resource
  errorCode: int16
  errorMessage: string?
  resourceType: int8
  resourceName: string

request IncrementalAlterConfigs
resources: []Resource
  resourceType: int8
  resourceName: string
  configs: []Config
    name: string
    configOperation: int8
    value: string?
validateOnly: bool

response IncrementalAlterConfigs
throttleTimeMs: int32
responses: []Resource
  errorCode: int16
  errorMessage: string?
  resourceType: int8
  resourceName: string

request ListConfigResources
resourceTypes: []int8 1+

response ListConfigResources
throttleTimeMs: int32
errorCode: int16
configResources: []Resource
  resourceName: string
  resourceType: int8 1+ = 16

request DescribeClientQuotas
components: []Component
  entityType: string
  matchType: int8
  match: string?
strict: bool

response DescribeClientQuotas
throttleTimeMs: int32
errorCode: int16
errorMessage: string?
entries: []Entry?
  entity: []Entity
    entityType: string
    entityName: string?
  values: []Value
    key: string
    value: float64

request AlterClientQuotas
entries: []Entry
  entity: []Entity
    entityType: string
    entityName: string?
  ops: []Op
    key: string
    value: float64
    remove: bool
validateOnly: bool

response AlterClientQuotas
throttleTimeMs: int32
entries: []Entry
  errorCode: int16
  errorMessage: string?
  entity: []Entity
    entityType: string
    entityName: string?

request UpdateFeatures
timeoutMs: int32 = 60000
featureUpdates: []FeatureUpdate
  feature: string
  maxVersionLevel: int16
  allowDowngrade: bool 0
  upgradeType: int8 1+ = 1
validateOnly: bool 1+

response UpdateFeatures
throttleTimeMs: int32
errorCode: int16
errorMessage: string?
results: []Feature 0-1
  feature: string
  errorCode: int16
  errorMessage: string?

request GetTelemetrySubscriptions
clientInstanceId: uuid

response GetTelemetrySubscriptions
throttleTimeMs: int32
errorCode: int16
clientInstanceId: uuid
subscriptionId: int32
acceptedCompressionTypes: []int8
pushIntervalMs: int32
telemetryMaxBytes: int32
deltaTemporality: bool
requestedMetrics: []string

request PushTelemetry
clientInstanceId: uuid
subscriptionId: int32
terminating: bool
compressionType: int8
metrics: bytes

response PushTelemetry
throttleTimeMs: int32
errorCode: int16
`;
