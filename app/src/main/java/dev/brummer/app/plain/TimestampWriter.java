package dev.brummer.app.plain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/// Writes times of day as `09:41:03.002` (per line). Formats hours, minutes and seconds only when
/// the second changes. Confined to one thread.
final class TimestampWriter {
  private final Supplier<ZoneId> zone;
  private final byte[] digits = "00:00:00.000".getBytes(StandardCharsets.US_ASCII);
  private long currentSecond = Long.MIN_VALUE;

  /// @param zone called for the first time: the default zone takes longer to load than a run to
  ///   start
  TimestampWriter(Supplier<ZoneId> zone) {
    this.zone = zone;
  }

  void write(long millis, BufferedOutput out) {
    long second = Math.floorDiv(millis, 1000L);
    if (second != currentSecond) {
      currentSecond = second;
      ZoneOffset offset = zone.get().getRules().getOffset(Instant.ofEpochSecond(second));
      int secondOfDay = (int) Math.floorMod(second + offset.getTotalSeconds(), 86_400L);
      writeTwoDigits(0, secondOfDay / 3600);
      writeTwoDigits(3, secondOfDay / 60 % 60);
      writeTwoDigits(6, secondOfDay % 60);
    }
    int milliOfSecond = (int) Math.floorMod(millis, 1000L);
    digits[9] = (byte) ('0' + milliOfSecond / 100);
    writeTwoDigits(10, milliOfSecond % 100);
    out.write(digits);
  }

  private void writeTwoDigits(int at, int number) {
    digits[at] = (byte) ('0' + number / 10);
    digits[at + 1] = (byte) ('0' + number % 10);
  }
}
