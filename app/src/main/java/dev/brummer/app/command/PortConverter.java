package dev.brummer.app.command;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a TCP port.
final class PortConverter implements ITypeConverter<Integer> {
  private static final Pattern FORM = Pattern.compile("\\d{1,5}");
  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String text) {
    int port = FORM.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port < 1 || port > HIGHEST) {
      throw new TypeConversionException(
          "\"" + text + "\" is no port: write a number from 1 to " + HIGHEST);
    }
    return port;
  }
}
