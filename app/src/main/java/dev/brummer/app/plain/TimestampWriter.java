package dev.brummer.app.plain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Writes `09:41:03.002` (per line); digits are only made anew when the second changes. Confined to
/// one thread.
final class TimestampWriter {
  private final ZoneId zone;
  private final byte[] digits = "00:00:00.000".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private long currentSecond = Long.MIN_VALUE;

  TimestampWriter(ZoneId zone) {
    this.zone = zone;
  }

  void write(long millis, BufferedOutput out) {
    long wanted = Math.floorDiv(millis, 1000L);
    if (wanted != currentSecond) {
      currentSecond = wanted;
      ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(wanted));
      int ofDay = (int) Math.floorMod(wanted + offset.getTotalSeconds(), 86_400L);
      writeTwoDigits(0, ofDay / 3600);
      writeTwoDigits(3, ofDay / 60 % 60);
      writeTwoDigits(6, ofDay % 60);
    }
    int rest = (int) Math.floorMod(millis, 1000L);
    digits[9] = (byte) ('0' + rest / 100);
    writeTwoDigits(10, rest % 100);
    out.put(digits);
  }

  private void writeTwoDigits(int at, int number) {
    digits[at] = (byte) ('0' + number / 10);
    digits[at + 1] = (byte) ('0' + number % 10);
  }
}
