package dev.brummer.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where bodies end, in any split. `~` stands for CR LF, `^` for a bare LF.
class BodyFrameTest {
  private static final String REST = "GET /next";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0~~|''",
        "3~abc~0~~|abc",
        "03~abc~a~0123456789~000~~|abc0123456789",
        "3;a=b~abc~0;x~~|abc",
        "3 ~abc~0~~|abc",
        "3;a=\"x;y\"~abc~0~T: 1~U: 2~~|abc",
      })
  void chunked_anySplit_endsWhereItEnds(String framed, String content) throws Exception {
    String whole = framed.replace("~", "\r\n") + REST;
    for (boolean answer : new boolean[] {true, false}) {
      for (int size = 1; size <= whole.length(); size++) {
        assertEquals(content + "|" + REST, walk(chunked(answer), whole, size));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"3^abc^0^^|abc", "3;x^abc~0~T: 1^^|abc"})
  void chunked_bareFeedsInAnAnswer_understood(String framed, String content) throws Exception {
    String whole = framed.replace("~", "\r\n").replace("^", "\n") + REST;
    for (int size = 1; size <= whole.length(); size++) {
      assertEquals(content + "|" + REST, walk(chunked(true), whole, size));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~",
        "g~",
        "3^abc",
        "3;x^abc",
        "3~abcd",
        "3~abc^",
        "3~abc\rX",
        "3\rXabc",
        "-3~abc",
        " 3~abc",
        "0x3~abc",
        "1234567890abcdef0~",
        "0~T^~",
        "0~^"
      })
  void chunked_malformedRequest_refused(String framed) {
    String whole = framed.replace("~", "\r\n").replace("^", "\n");
    for (int size = 1; size <= whole.length(); size++) {
      int each = size;
      assertThrows(Malformed.class, () -> walk(chunked(false), whole, each));
    }
  }

  @Test
  void chunked_endlessExtension_refused() {
    assertThrows(Malformed.class, () -> walk(chunked(true), "3;" + "x".repeat(20_000), 100));
  }

  @Test
  void length_endsAfterSoManyBytes() throws Exception {
    BodyFrame frame = BodyFrame.of(request("Content-Length: 5\r\n"));
    assertEquals("hello|" + REST, walk(frame, "hello" + REST, 2));
  }

  @Test
  void answers_withoutBody_endAtOnce() throws Exception {
    String lengths = "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n";
    assertTrue(BodyFrame.of(response("204", lengths), false).ended());
    assertTrue(BodyFrame.of(response("304", lengths), false).ended());
    assertTrue(BodyFrame.of(response("200", lengths), true).ended());
    assertFalse(BodyFrame.of(response("200", lengths), false).ended());
  }

  @Test
  void answer_withoutLength_endsWithTheConnection() throws Exception {
    assertTrue(BodyFrame.of(response("200", ""), false).endsWithConnection());
    assertFalse(BodyFrame.of(response("200", "Content-Length: 1\r\n"), false).endsWithConnection());
  }

  private static BodyFrame chunked(boolean answer) throws Malformed {
    String coding = "Transfer-Encoding: chunked\r\n";
    return answer ? BodyFrame.of(response("200", coding), false) : BodyFrame.of(request(coding));
  }

  private static RequestHead request(String headers) throws Malformed {
    return HeadReader.request(latin("POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"));
  }

  private static ResponseHead response(String status, String headers) throws Malformed {
    return HeadReader.response(latin("HTTP/1.1 " + status + "\r\n" + headers + "\r\n"));
  }

  private static String walk(BodyFrame frame, String whole, int size) throws Malformed {
    StringBuilder content = new StringBuilder();
    int consumed = 0;
    byte[] bytes = latin(whole);
    for (int at = 0; at < bytes.length && !frame.ended(); at += size) {
      ByteBuf piece = Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at));
      consumed +=
          frame.walk(
              piece,
              (in, index, length) ->
                  content.append(in.toString(index, length, StandardCharsets.ISO_8859_1)));
    }
    assertTrue(frame.ended());
    return content + "|" + whole.substring(consumed);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
