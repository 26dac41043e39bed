package dev.brummer.tui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/// The time zone of the times on the screen. Thread-safe.
public abstract class DisplayZone {
  /// The default zone of the system. Its offset comes from [TimeZone]: [ZoneId] looks for providers
  /// of zones in all jars at its first use, 20 ms of CPU time before the first frame.
  public static final DisplayZone SYSTEM =
      new DisplayZone() {
        @Override
        public ZoneOffset offset(long millis) {
          return ZoneOffset.ofTotalSeconds(TimeZone.getDefault().getOffset(millis) / 1000);
        }

        @Override
        public ZoneId id() {
          return ZoneId.systemDefault();
        }
      };

  private DisplayZone() {}

  public static DisplayZone of(ZoneId zone) {
    return new DisplayZone() {
      @Override
      public ZoneOffset offset(long millis) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(millis));
      }

      @Override
      public ZoneId id() {
        return zone;
      }
    };
  }

  /// Offset from UTC at an instant.
  ///
  /// @param millis milliseconds since 1970
  public abstract ZoneOffset offset(long millis);

  public abstract ZoneId id();
}
