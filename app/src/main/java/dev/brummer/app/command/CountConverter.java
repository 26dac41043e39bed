package dev.brummer.app.command;

import dev.brummer.engine.text.VisibleText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converter of counts from 1 to 100000.
final class CountConverter implements ITypeConverter<Integer> {
  private static final int MAX_COUNT = 100_000;

  @Override
  public Integer convert(String value) {
    boolean number = value.matches("\\d{1,6}");
    int count = number ? Integer.parseInt(value) : 0;
    if (count < 1 || count > MAX_COUNT) {
      throw new TypeConversionException(
          "invalid number " + VisibleText.quoted(value) + ": must be from 1 to " + MAX_COUNT);
    }
    return count;
  }
}
