package dev.brummer.proxy.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.secret.SecretNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRedactorTest {
  private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "access_token",
        "accessToken",
        "ACCESS-TOKEN",
        "authtoken",
        "id_token",
        "token_hint",
        "%74oken",
        "user[password]",
        "user%5Bpassword%5D",
        "filter.token",
        "token[]",
        "password",
        "newPassword",
        "pwd",
        "pass",
        "db_pass",
        "secret",
        "client_secret",
        "key",
        "api_key",
        "apikey",
        "x-api-key",
        "subscription-key",
        "sig",
        "signature",
        "X-Amz-Signature",
        "X-Amz-Credential",
        "X-Goog-Signature",
        "oauth_verifier",
        "code",
        "code_verifier",
        "SAMLResponse",
        "jsessionid",
        "PHPSESSID",
        "sid",
        "session",
        "ticket",
        "jwt",
        "otp",
        "csrf",
        "_csrf",
        "AWSAccessKeyId"
      })
  void secretName_valueMasked(String name) {
    assertEquals(
        "/p?a=1&" + name + "=…&b=2", UrlRedactor.redact("/p?a=1&" + name + "=x/y?z;u&b=2"));
    assertEquals("/p#" + name + "=…", UrlRedactor.redact("/p#" + name + "=abc"));
    assertEquals("/p;" + name + "=…/q?c=d", UrlRedactor.redact("/p;" + name + "=abc/q?c=d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/p?q=monkey&page=2&keyboard=us&v=1a2b",
        "/p?tokens",
        "/p?token=",
        "/p?max=2=3",
        "/p/eyJ.txt",
        "/@vite/client?t=1",
        "/a=b/c",
        "mailto:a@b",
        "/p?keywords=a&sigma=2&author=x&passenger=1&country_code=DE"
      })
  void other_staysTheSameObject(String url) {
    assertSame(url, UrlRedactor.redact(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://user:pw@h/p|http://…@h/p",
        "http://token@h:3000|http://…@h:3000",
        "//user:p@w@h/x|//…@h/x",
        "HTTPS://u@h/a?b=c|HTTPS://…@h/a?b=c",
        "/p?next=http%3A%2F%2Fh%2F%3Ftoken%3Dabc&x=1|/p?next=…&x=1",
        "/p?next=%252Fcb%253Ftoken%253Dabc|/p?next=…",
        "/p?next=/cb?token=abc&x=1|/p?next=/cb?token=…&x=1",
        "/p?filter=%7B%22password%22%3A%22x%22%7D|/p?filter=…",
        "/p?next=%2Fhome%3Fa%3Db|/p?next=%2Fhome%3Fa%3Db",
        "/p?a=%zz&token=1|/p?a=%zz&token=…",
        "/p?a=1;token=2;b=3|/p?a=1;token=…",
        "GET http://h/?sig=a 500|GET http://h/?sig=… 500",
        "<http://h/a.css?key=1>; rel=preload|<http://h/a.css?key=…>; rel=preload",
        "0; url=http://h/?token=1|0; url=http://h/?token=…",
        "/cb#/route?access_token=1&state=2|/cb#/route?access_token=…&state=2"
      })
  void secretElsewhere_masked(String url, String masked) {
    assertEquals(masked, UrlRedactor.redact(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/verify/%s/next", "/p?x=%s", "/p#%s", "state:%s", "/p?x=1&%s=2"})
  void jsonWebToken_maskedAnywhere(String template) {
    String masked = UrlRedactor.redact(template.formatted(JWT));
    assertEquals(template.formatted("…"), masked);
  }

  @Test
  void form_maskedLikeAQuery() {
    assertEquals("user=a&password=<>", UrlRedactor.redactForm("user=a&password=b+c%20d", "<>"));
    assertEquals("password=<>", UrlRedactor.redactForm("password=b", "<>"));
  }

  @Test
  void name_longOrEmpty_isNoSecret() {
    assertFalse(SecretNames.isSecret(""));
    assertFalse(SecretNames.isSecret("[]"));
    assertFalse(SecretNames.isSecret("token".repeat(100)));
    assertTrue(SecretNames.isSecret("token"));
  }
}
