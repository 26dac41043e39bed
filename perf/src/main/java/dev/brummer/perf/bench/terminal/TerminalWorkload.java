package dev.brummer.perf.bench.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// Input for the terminal emulators.
enum TerminalWorkload {
  /// Lines of 100 characters.
  PLAIN {
    @Override
    byte[] sample() {
      return lines(
          "2026-01-02 09:41:07 INFO  GET /items/%04d?page=2 200 in 3.1 ms from 127.0.0.1 agent=browser ok ok\r\n");
    }
  },
  /// Lines of the same visible length with the colours of development servers.
  COLOURED {
    @Override
    byte[] sample() {
      return lines(
          "\033[2m09:41:07\033[22m \033[36m[vite]\033[39m \033[32mhmr update \033[39m\033[2m/src/views/%04d/Cart.tsx,"
              + " /src/views/Total.tsx\033[22m \033[33m(x2)\033[39m \033[1;38;5;141min 12 ms\033[0m  next to come\r\n");
    }
  },
  /// A recorded Vim session of 80x24 with two windows, search, substitution and scrolling.
  EDITOR {
    @Override
    byte[] sample() {
      try (InputStream in = TerminalWorkload.class.getResourceAsStream("vim.gz")) {
        return new GZIPInputStream(in).readAllBytes();
      } catch (IOException missing) {
        throw new UncheckedIOException(missing);
      }
    }
  };

  static final int SIZE = 1 << 20;

  abstract byte[] sample();

  private static byte[] lines(String format) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      all.append(format.formatted(i));
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Returns [#SIZE] bytes of repeated input.
  byte[] bytes() {
    byte[] sample = sample();
    ByteArrayOutputStream all = new ByteArrayOutputStream(SIZE + sample.length);
    while (all.size() < SIZE) {
      all.writeBytes(sample);
    }
    return Arrays.copyOf(all.toByteArray(), SIZE);
  }
}
