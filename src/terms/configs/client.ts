/** Configs that producers, consumers and admin clients have in common, word for word. */
export const clientConfigs = `
client.dns.lookup string medium in [use_all_dns_ips, resolve_canonical_bootstrap_servers_only] = use_all_dns_ips
config.providers list low in "" = ""
metadata.max.age.ms long low in [0,...] = 300000
metadata.recovery.rebootstrap.trigger.ms long low in [0,...] = 300000
metadata.recovery.strategy string low in (case insensitive) [REBOOTSTRAP, NONE] = rebootstrap
metric.reporters list low in "" = org.apache.kafka.common.metrics.JmxReporter
metrics.num.samples int low in [1,...] = 2
metrics.recording.level string low in [INFO, DEBUG, TRACE] = INFO
metrics.sample.window.ms long low in [0,...] = 30000
reconnect.backoff.max.ms long low in [0,...] = 1000
reconnect.backoff.ms long low in [0,...] = 50
request.timeout.ms int medium in [0,...] = 30000
retry.backoff.max.ms long low in [0,...] = 1000
retry.backoff.ms long low in [0,...] = 100
sasl.client.callback.handler.class class medium
sasl.jaas.config password medium
sasl.kerberos.kinit.cmd string low = /usr/bin/kinit
sasl.kerberos.min.time.before.relogin long low = 60000
sasl.kerberos.service.name string medium
sasl.kerberos.ticket.renew.jitter double low = 0.05
sasl.kerberos.ticket.renew.window.factor double low = 0.8
sasl.login.callback.handler.class class medium
sasl.login.class class medium
sasl.login.connect.timeout.ms int low
sasl.login.read.timeout.ms int low
sasl.login.refresh.buffer.seconds short low in [0,...,3600] = 300
sasl.login.refresh.min.period.seconds short low in [0,...,900] = 60
sasl.login.refresh.window.factor double low in [0.5,...,1.0] = 0.8
sasl.login.refresh.window.jitter double low in [0.0,...,0.25] = 0.05
sasl.login.retry.backoff.max.ms long low = 10000
sasl.login.retry.backoff.ms long low = 100
sasl.mechanism string medium = GSSAPI
sasl.oauthbearer.assertion.algorithm string medium in (case insensitive) [ES256, RS256] = RS256
sasl.oauthbearer.assertion.claim.aud string medium
sasl.oauthbearer.assertion.claim.exp.seconds int low in [0,...,86400] = 300
sasl.oauthbearer.assertion.claim.iss string medium
sasl.oauthbearer.assertion.claim.jti.include boolean medium = false
sasl.oauthbearer.assertion.claim.nbf.seconds int low in [0,...,3600] = 60
sasl.oauthbearer.assertion.claim.sub string medium
sasl.oauthbearer.assertion.file string medium
sasl.oauthbearer.assertion.private.key.file string medium
sasl.oauthbearer.assertion.private.key.passphrase password medium
sasl.oauthbearer.assertion.template.file string medium
sasl.oauthbearer.client.credentials.client.id string medium
sasl.oauthbearer.client.credentials.client.secret password medium
sasl.oauthbearer.clock.skew.seconds int low = 30
sasl.oauthbearer.expected.audience list high in "" = ""
sasl.oauthbearer.expected.issuer string high
sasl.oauthbearer.header.urlencode boolean low = false
sasl.oauthbearer.jwks.endpoint.refresh.ms long low = 3600000
sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms long low = 10000
sasl.oauthbearer.jwks.endpoint.retry.backoff.ms long low = 100
sasl.oauthbearer.jwks.endpoint.url string medium
sasl.oauthbearer.jwt.retriever.class class medium = org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever
sasl.oauthbearer.jwt.validator.class class medium = org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator
sasl.oauthbearer.scope string medium
sasl.oauthbearer.scope.claim.name string low = scope
sasl.oauthbearer.sub.claim.name string low = sub
sasl.oauthbearer.token.endpoint.url string medium
security.protocol string medium in (case insensitive) [SASL_SSL, PLAINTEXT, SSL, SASL_PLAINTEXT] = PLAINTEXT
security.providers string low
send.buffer.bytes int medium in [-1,...] = 131072
socket.connection.setup.timeout.max.ms long medium = 30000
socket.connection.setup.timeout.ms long medium = 10000
ssl.cipher.suites list low in "" = ""
ssl.enabled.protocols list medium in "" = TLSv1.2,TLSv1.3
ssl.endpoint.identification.algorithm string low = https
ssl.engine.factory.class class low
ssl.key.password password high
ssl.keymanager.algorithm string low = SunX509
ssl.keystore.certificate.chain password high
ssl.keystore.key password high
ssl.keystore.location string high
ssl.keystore.password password high
ssl.keystore.type string medium = JKS
ssl.protocol string medium = TLSv1.3
ssl.provider string medium
ssl.secure.random.implementation string low
ssl.trustmanager.algorithm string low = PKIX
ssl.truststore.certificates password high
ssl.truststore.location string high
ssl.truststore.password password high
ssl.truststore.type string medium = JKS
`;
