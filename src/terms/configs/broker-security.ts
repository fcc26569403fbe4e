/** SASL and TLS of brokers and controllers. */
export const brokerSecurityConfigs = `
sasl.client.callback.handler.class class medium
sasl.enabled.mechanisms list medium per-broker in "" = GSSAPI
sasl.jaas.config password medium per-broker
sasl.kerberos.kinit.cmd string medium per-broker = /usr/bin/kinit
sasl.kerberos.min.time.before.relogin long medium per-broker = 60000
sasl.kerberos.principal.to.local.rules list medium per-broker in "" = DEFAULT
sasl.kerberos.service.name string medium per-broker
sasl.kerberos.ticket.renew.jitter double medium per-broker = 0.05
sasl.kerberos.ticket.renew.window.factor double medium per-broker = 0.8
sasl.login.callback.handler.class class medium
sasl.login.class class medium
sasl.login.connect.timeout.ms int low
sasl.login.read.timeout.ms int low
sasl.login.refresh.buffer.seconds short medium per-broker = 300
sasl.login.refresh.min.period.seconds short medium per-broker = 60
sasl.login.refresh.window.factor double medium per-broker = 0.8
sasl.login.refresh.window.jitter double medium per-broker = 0.05
sasl.login.retry.backoff.max.ms long low = 10000
sasl.login.retry.backoff.ms long low = 100
sasl.mechanism.controller.protocol string high = GSSAPI
sasl.mechanism.inter.broker.protocol string medium per-broker = GSSAPI
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
sasl.server.callback.handler.class class medium
sasl.server.max.receive.size int medium = 524288
ssl.allow.dn.changes boolean low = false
ssl.allow.san.changes boolean low = false
ssl.cipher.suites list medium per-broker in "" = ""
ssl.client.auth string medium per-broker in [required, requested, none] = none
ssl.enabled.protocols list medium per-broker in "" = TLSv1.2,TLSv1.3
ssl.endpoint.identification.algorithm string low per-broker = https
ssl.engine.factory.class class low per-broker
ssl.key.password password medium per-broker
ssl.keymanager.algorithm string medium per-broker = SunX509
ssl.keystore.certificate.chain password medium per-broker
ssl.keystore.key password medium per-broker
ssl.keystore.location string medium per-broker
ssl.keystore.password password medium per-broker
ssl.keystore.type string medium per-broker = JKS
ssl.principal.mapping.rules string low = DEFAULT
ssl.protocol string medium per-broker = TLSv1.3
ssl.provider string medium per-broker
ssl.secure.random.implementation string low per-broker
ssl.trustmanager.algorithm string medium per-broker = PKIX
ssl.truststore.certificates password medium per-broker
ssl.truststore.location string medium per-broker
ssl.truststore.password password medium per-broker
ssl.truststore.type string medium per-broker = JKS
`;
