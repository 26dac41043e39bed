package dev.brummer.engine.process.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pages of files that are mapped into this process and unchanged: 45 MB of the AOT cache and of
/// the JVM, most of which only the start has used. Confined to one thread.
///
/// [#release] unmaps them. They stay in the page cache of the system, and the next access maps them
/// again in a microsecond, together with their neighbours.
public final class MappedFiles {
  private static final Path SMAPS = Path.of("/proc/self/smaps");

  /// Smaller mappings are not worth a call.
  private static final long MIN_BYTES = 1 << 20;

  private static final long DONT_NEED = 4;
  private static final long NO_HUGE_PAGE = 15;
  private static final MethodHandle MADVISE = Libc.link("madvise");

  private final List<Range> ranges;

  /// Addresses of a mapping, `to` excluded.
  record Range(long from, long to) {}

  private MappedFiles(List<Range> ranges) {
    this.ranges = ranges;
  }

  /// Finds the mappings of this process; none where the system does not tell them.
  public static MappedFiles find() {
    try (BufferedReader lines = Files.newBufferedReader(SMAPS, StandardCharsets.ISO_8859_1)) {
      return new MappedFiles(parse(lines));
    } catch (IOException unreadable) {
      return new MappedFiles(List.of());
    }
  }

  /// Reads a `smaps` (proc(5)). A mapping counts if it is private, of a file, never writable, and
  /// no page was changed: a page of a library that the linker has relocated would be lost.
  static List<Range> parse(BufferedReader smaps) throws IOException {
    List<Range> all = new ArrayList<>();
    Range candidate = null;
    for (String line = smaps.readLine(); line != null; line = smaps.readLine()) {
      char first = line.isEmpty() ? ' ' : line.charAt(0);
      if (first >= '0' && first <= '9' || first >= 'a' && first <= 'f') {
        candidate = candidate(line);
      } else if (candidate != null && line.startsWith("Anonymous:") && line.endsWith(" 0 kB")) {
        all.add(candidate);
      }
    }
    return all;
  }

  /// `801116000-802ba1000 r--p 01116000 fe:00 1234 /usr/lib/brummer/lib/brummer.aot`
  private static @Nullable Range candidate(String header) {
    int dash = header.indexOf('-');
    int space = header.indexOf(' ');
    boolean unchangeable = header.startsWith("r-", space + 1) && header.startsWith("p ", space + 4);
    if (dash < 0 || !unchangeable || header.indexOf('/', space) < 0) {
      return null;
    }
    Range range =
        new Range(
            Long.parseUnsignedLong(header, 0, dash, 16),
            Long.parseUnsignedLong(header, dash + 1, space, 16));
    return range.to - range.from >= MIN_BYTES ? range : null;
  }

  /// Unmaps the pages.
  ///
  /// Where the file is in huge pages of the page cache, an access would map two megabytes again, so
  /// the mappings are told to have small ones first.
  public void release() {
    try (Libc libc = new Libc()) {
      for (Range range : ranges) {
        libc.raw(MADVISE, range.from, range.to - range.from, NO_HUGE_PAGE, 0, 0, 0);
        libc.raw(MADVISE, range.from, range.to - range.from, DONT_NEED, 0, 0, 0);
      }
    }
  }
}
