package dev.brummer.engine.process.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFilesTest {
  @TempDir Path directory;

  @Test
  void parse_takesUnchangedPrivateFilesThatNobodyCanWrite() throws IOException {
    assertEquals(1, ranges("800000000-800200000 r--p 00001000 fe:00 12   /lib/brummer.aot", 0));
    assertEquals(1, ranges("7f0000000000-7f0000100000 r-xp 00001000 fe:00 12   /lib/libjvm.so", 0));
    assertEquals(0, ranges("800000000-800200000 r--p 00001000 fe:00 12   /lib/brummer.aot", 4));
    assertEquals(0, ranges("800000000-800200000 rw-p 00001000 fe:00 12   /lib/brummer.aot", 0));
    assertEquals(0, ranges("800000000-800200000 r--s 00001000 fe:00 12   /lib/modules", 0));
    assertEquals(0, ranges("800000000-8000ff000 r--p 00001000 fe:00 12   /lib/small", 0));
    assertEquals(0, ranges("800000000-800200000 r--p 00000000 00:00 0", 0));
    assertEquals(0, ranges("800000000-800200000 r-xp 00000000 00:00 0   [vdso]", 0));
  }

  @Test
  void parse_keepsAddresses() throws IOException {
    String smaps =
        """
        800000000-800200000 r--p 00001000 fe:00 12   /lib/brummer.aot
        Rss:                 100 kB
        Anonymous:             0 kB
        ffffffffff600000-ffffffffff800000 r-xp 00001000 fe:00 12   /lib/high
        Anonymous:             0 kB
        """;
    assertEquals(
        List.of(
            new MappedFiles.Range(0x8_0000_0000L, 0x8_0020_0000L),
            new MappedFiles.Range(0xffff_ffff_ff60_0000L, 0xffff_ffff_ff80_0000L)),
        MappedFiles.parse(new BufferedReader(new StringReader(smaps))));
  }

  @Test
  void release_leavesTheContentOfAllMappings() throws IOException {
    int size = 4 << 20;
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (i * 31 >> 8);
    }
    Path file = Files.write(directory.resolve("file"), content);
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, size, arena);
      assertEquals(-1, mapped.mismatch(MemorySegment.ofArray(content)));
      MappedFiles files = MappedFiles.find();
      for (int i = 0; i < 3; i++) {
        files.release();
        assertEquals(content[size - 1], mapped.get(ValueLayout.JAVA_BYTE, size - 1));
        assertEquals(-1, mapped.mismatch(MemorySegment.ofArray(content)));
      }
    }
    assertTrue(Files.exists(file));
  }

  private static int ranges(String header, int anonymous) throws IOException {
    String smaps = header + "\nRss: 100 kB\nAnonymous:   " + anonymous + " kB\n";
    return MappedFiles.parse(new BufferedReader(new StringReader(smaps))).size();
  }
}
