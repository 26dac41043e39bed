package dev.brummer.proxy.inject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CspRewriterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // policy | as sent | nonce of the script element
        "img-src *|img-src *|",
        "default-src 'self'|default-src 'self'|",
        "script-src 'self'; connect-src 'self'|script-src 'self'; connect-src 'self'|",
        "script-src *|script-src *|",
        "script-src 'none'|script-src http://h/t.js|",
        "script-src https://cdn|script-src https://cdn http://h/t.js|",
        "default-src 'none'|default-src 'none'; script-src http://h/t.js; connect-src http://h/b|",
        "default-src 'none';|default-src 'none'; script-src http://h/t.js; connect-src http://h/b|",
        "script-src 'nonce-abc'|script-src 'nonce-abc'|abc",
        "Script-Src 'Nonce-aBc' 'strict-dynamic'|Script-Src 'Nonce-aBc' 'strict-dynamic'|aBc",
        "script-src 'sha256-x' 'strict-dynamic'|script-src 'sha256-x' 'strict-dynamic' 'nonce-fresh'|fresh",
        "script-src 'unsafe-inline'|script-src 'unsafe-inline' http://h/t.js|",
        "script-src-elem https://a; script-src 'self'|script-src-elem https://a http://h/t.js; script-src 'self'|",
        "img-src a; connect-src wss://x; font-src b|img-src a; connect-src wss://x http://h/b; font-src b|",
        "default-src https: ; report-uri /r|default-src https: ; report-uri /r; script-src https: http://h/t.js; connect-src https: http://h/b|",
        "script-src 'nonce-abc', script-src 'self'|script-src 'nonce-abc', script-src 'self'|abc",
        "script-src 'self', script-src 'nonce-abc'|script-src 'self', script-src 'nonce-abc'|abc",
        "script-src 'nonce-a', script-src 'nonce-b'|script-src 'nonce-a', script-src 'nonce-b' http://h/t.js|a",
      })
  void widen_addsOnlyWhatIsMissing(String policy, String expected, String nonce) {
    CspRewriter cspRewriter = new CspRewriter("http://h/t.js", "http://h/b", "fresh");
    cspRewriter.readNonce(policy);
    assertEquals(expected, cspRewriter.widen(policy));
    assertEquals(nonce, cspRewriter.nonce());
  }
}
