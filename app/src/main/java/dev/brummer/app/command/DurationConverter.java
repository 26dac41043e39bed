package dev.brummer.app.command;

import dev.brummer.app.config.key.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converter of durations in the format of [Durations].
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw new TypeConversionException(String.valueOf(invalid.getMessage()));
    }
  }
}
