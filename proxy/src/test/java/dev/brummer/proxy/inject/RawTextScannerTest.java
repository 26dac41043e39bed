package dev.brummer.proxy.inject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The end of elements whose content is no markup.
class RawTextScannerTest {
  /// Returns the content of the element, or everything if it does not end.
  private static String content(String element, String text) {
    byte[] name = element.getBytes(StandardCharsets.US_ASCII);
    RawTextScanner scanner = new RawTextScanner();
    scanner.begin(name, name.length);
    for (int at = 0; at < text.length(); at++) {
      if (scanner.step(text.charAt(at))) {
        return text.substring(0, at - element.length() - 2);
      }
    }
    return text;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a</script>b|a",
        "a</SCRIPT >b|a",
        "a</script/x>b|a",
        "a</scriptx></script>|a</scriptx>",
        "a</ script></script>|a</ script>",
        "a<</script>|a<",
        "a</</script>|a</",
        "<!-- a </script> b -->|<!-- a ",
        "<!-- <script> a </script> b --></script>c|<!-- <script> a </script> b -->",
        "<!-- <script> a </script> b </script>c|<!-- <script> a </script> b ",
        "<!-- <SCRIPT/ a </script > <script> b </script> c </script>|<!-- <SCRIPT/ a </script > <script> b </script> c ",
        "<!-- <script> a --> b </script> c|<!-- <script> a --> b ",
        "<!-- <script> a --->  b </script> c|<!-- <script> a --->  b ",
        "<!-- <script> a -- > b </script> c </script>|<!-- <script> a -- > b </script> c ",
        "<!--><script> a </script> b|<!--><script> a ",
        "<!---><script> a </script> b|<!---><script> a ",
        "<!-<script> a </script> b|<!-<script> a ",
        "<! --<script> a </script> b|<! --<script> a ",
        "<!--<scripts> a </script> b|<!--<scripts> a ",
        "<!--<script </script> b</script>|<!--<script </script> b",
        "<!--<script> <!-- --> </script> b|<!--<script> <!-- --> ",
        "<!--<script>a</script><script>b</script>c</script>|<!--<script>a</script><script>b</script>c",
        "<script> a </script> b|<script> a ",
      })
  void script_endsWhereTheStandardEndsIt(String text, String expected) {
    assertEquals(expected, content("script", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "<!-- <style> a </style> b -->|<!-- <style> a ",
        "a</script></style>|a</script>",
        "a</sty</style>|a</sty",
      })
  void otherElement_hasNoEscapes(String text, String expected) {
    assertEquals(expected, content("style", text));
  }
}
