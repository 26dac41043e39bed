package dev.brummer.proxy.history;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The request target for people. On the wire each character stands for one octet; clients send
/// octets above ASCII although the standard forbids them.
public final class RequestTarget {
  private RequestTarget() {}

  /// The target with its octets decoded as UTF-8, or percent-encoded if they are not valid.
  public static String readable(String target) {
    return isAscii(target) ? target : decode(target.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException other) {
      return escape(octets);
    }
  }

  private static String escape(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length * 2);
    for (byte octet : octets) {
      if (octet >= 0) {
        text.append((char) octet);
      } else {
        text.append('%')
            .append(Character.toUpperCase(Character.forDigit((octet >> 4) & 0xf, 16)))
            .append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
      }
    }
    return text.toString();
  }
}
