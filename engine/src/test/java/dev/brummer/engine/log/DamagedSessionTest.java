package dev.brummer.engine.log;

import static dev.brummer.engine.log.LogFixture.append;
import static dev.brummer.engine.log.LogFixture.batch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.SoakResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damage to segment files: each damaged record is marked, and every intact one is found.
///
/// The property `brummer.soak.segments` sets the number of random damages.
class DamagedSessionTest {
  private static final int SEGMENT = 1 << 16;
  private static final int DAMAGES = Integer.getInteger("brummer.soak.segments", 500);
  private static final long SEED = Long.getLong("brummer.soak.seed", 0);

  @TempDir Path directory;

  @Test
  void everyFlippedBit_isMarked_andTheLinesBehindAreFound() throws IOException {
    Path session = write(new Random(1), 12);
    List<StoredLine> original = lines(session);
    Path file = LogSession.segments(session).getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < whole.length * 8; bit += 61) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      String what = "bit " + bit;
      assertRecovered(session, original, List.of(whole), List.of(damaged), what);
    }
  }

  @Test
  void randomDamage_costsNoIntactRecord() throws IOException {
    for (int i = 0; i < DAMAGES; i++) {
      damageAndRead(SEED + i);
    }
    SoakResult.print(
        DAMAGES + " damaged segments",
        "0 crashes; every intact record recovered",
        "0; all recovered",
        true,
        SEED);
  }

  private void damageAndRead(long seed) throws IOException {
    Random random = new Random(seed);
    Path session = write(random, 40 + random.nextInt(80));
    List<StoredLine> original = lines(session);
    List<Path> files = LogSession.segments(session);
    List<byte[]> before = new ArrayList<>();
    List<byte[]> after = new ArrayList<>();
    int target = random.nextInt(files.size());
    for (int i = 0; i < files.size(); i++) {
      byte[] whole = Files.readAllBytes(files.get(i));
      byte[] damaged = i == target ? damage(whole, random) : whole;
      before.add(whole);
      after.add(damaged);
      Files.write(files.get(i), damaged);
    }
    assertRecovered(session, original, before, after, "seed " + seed);
    delete(session);
  }

  @Test
  void flippedBitInALargeRecord_marksOnlyTheLinesAroundIt() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append("line ").append(i).append(" with some more text to make it as long as usual\n");
    }
    Path session;
    try (LogStore store = open()) {
      append(store, 1, text.toString());
      append(store, 1, "behind\n");
      session = requireNonNull(store.directory());
    }
    Path file = LogSession.segments(session).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    int at = indexOf(bytes, "line 250 ".getBytes(UTF_8), 0);
    bytes[at] ^= 1;
    Files.write(file, bytes);
    try (LogStore past = LogStore.openReadOnly(session)) {
      List<StoredLine> found = past.from(LogQuery.ALL, 0, 1000).lines();
      assertEquals(501, found.size());
      List<StoredLine> marked = found.stream().filter(DamagedSessionTest::isMark).toList();
      assertTrue(!marked.isEmpty() && marked.size() < 80, marked.size() + " lines marked");
      assertTrue(found.get(250).string().startsWith("damaged record: mine 250 "));
      assertEquals(1, found.get(250).process());
      assertEquals("behind", found.getLast().string());
      assertTrue(requireNonNull(past.warning()).contains("is damaged"), past.warning());
    }
  }

  @Test
  void missingSegment_isSaidInItsPlace() throws IOException {
    Path session = write(new Random(3), 400);
    List<Path> files = LogSession.segments(session);
    assertTrue(files.size() > 3);
    List<StoredLine> original = lines(session);
    Files.delete(files.get(1));
    try (LogStore past = LogStore.openReadOnly(session)) {
      List<StoredLine> found = past.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines();
      List<StoredLine> marks = found.stream().filter(DamagedSessionTest::isMark).toList();
      assertEquals(1, marks.size());
      assertTrue(marks.getFirst().string().matches("damaged record: \\d+ lines are missing"));
      assertEquals(original.getLast().string(), found.getLast().string());
      assertEquals(original.size(), past.end());
    }
  }

  @Test
  void sessionOfTheVersionBefore_isRead_andItsDamageFound() throws IOException {
    Path session = write(new Random(4), 30);
    List<StoredLine> original = lines(session);
    Path file = LogSession.segments(session).getFirst();
    byte[] old = toVersion2(Files.readAllBytes(file));
    Files.write(file, old);
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertNull(past.warning());
      assertSameLines(original, past.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines());
    }
    old[old.length / 2] ^= 4;
    Files.write(file, old);
    try (LogStore past = LogStore.openReadOnly(session)) {
      List<StoredLine> found = past.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines();
      assertTrue(found.stream().anyMatch(DamagedSessionTest::isMark));
      assertEquals(original.getLast().string(), found.getLast().string());
      found.stream().filter(line -> !isMark(line)).forEach(line -> assertSame(original, line));
    }
  }

  @Test
  void fileOfALaterVersion_isSkippedWithASentence() throws IOException {
    Path session = write(new Random(5), 3);
    Path file = LogSession.segments(session).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    byte[] later = Arrays.copyOf(bytes, Segment.HEADER + 40);
    later[7] = 9;
    Arrays.fill(later, Segment.CRC_OFFSET, later.length, (byte) 0x5A);
    Files.write(file, later);
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertEquals(List.of(), past.from(LogQuery.ALL, 0, 9).lines());
      assertTrue(requireNonNull(past.warning()).contains("another version"), past.warning());
    }
  }

  @Test
  void forgedFile_isReadInBoundedTime() throws IOException {
    Path session = write(new Random(6), 3);
    Path file = LogSession.segments(session).getFirst();
    byte[] bytes = Arrays.copyOf(Files.readAllBytes(file), 1 << 20);
    ByteBuffer forged = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = Segment.HEADER; at + 64 < bytes.length; at += 64) {
      int count = (bytes.length - at - BlockView.HEADER) / 8;
      forged.putInt(at, BlockView.footprint(count, 0));
      forged.putInt(at + 16, 0).putInt(at + 20, count).putInt(at + 24, 0);
    }
    Files.write(file, bytes);
    long begin = System.nanoTime();
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertNotNull(past.warning());
    }
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    assertTrue(seconds < 10, seconds + " s");
  }

  @Test
  void unreadableSegment_doesNotStopAReader() throws IOException {
    Path session = write(new Random(7), 400);
    List<Path> files = LogSession.segments(session);
    try (LogStore past = LogStore.openReadOnly(session)) {
      for (Path file : files) {
        Files.delete(file);
      }
      LogPage page = past.from(LogQuery.ALL, 0, Integer.MAX_VALUE);
      assertTrue(page.reached() >= page.end(), "a caller that pages to the end would never stop");
      assertTrue(requireNonNull(past.warning()).contains("were deleted"), past.warning());
    }
  }

  @Test
  void fileCutUnderAReader_isSaid_andTheOthersAreRead() throws IOException {
    Path session = write(new Random(8), 400);
    List<Path> files = LogSession.segments(session);
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertTrue(past.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines().size() > 400); // maps all
      for (Path file : files.subList(0, 2)) {
        Files.write(file, new byte[0]);
      }
      LogPage page = past.from(LogQuery.ALL, 0, Integer.MAX_VALUE);
      assertTrue(page.lines().size() > 0 && page.reached() == page.end());
      assertTrue(requireNonNull(past.warning()).contains("was cut"), past.warning());
      try (LogCursor cursor = past.cursor(0)) {
        LineBlock block = new LineBlock();
        long last = -1;
        while (cursor.next(block)) {
          last = block.first() + block.count();
        }
        assertEquals(past.end(), last);
      }
    }
  }

  // --- the oracle -------------------------------------------------------------------------------

  private static void assertRecovered(
      Path session, List<StoredLine> original, List<byte[]> before, List<byte[]> after, String what)
      throws IOException {
    boolean[] mustBeFound = new boolean[original.size()];
    for (int i = 0; i < before.size(); i++) {
      findIntactBlocks(before.get(i), after.get(i), mustBeFound);
    }
    try (LogStore past = LogStore.openReadOnly(session)) {
      List<StoredLine> found = past.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines();
      boolean[] isFound = new boolean[original.size()];
      boolean marked = false;
      for (StoredLine line : found) {
        marked |= isMark(line);
        if (!isMark(line)) {
          assertTrue(line.number() < original.size(), what);
          assertEquals(
              original.get((int) line.number()).string(), line.string(), what + ": a wrong line");
          isFound[(int) line.number()] = true;
        }
      }
      int missing = 0;
      for (int i = 0; i < isFound.length; i++) {
        missing += isFound[i] ? 0 : 1;
        assertTrue(isFound[i] || !mustBeFound[i], what + ": intact line " + i + " was not found");
      }
      String warning = past.warning();
      boolean said = warning != null;
      boolean torn = said && requireNonNull(warning).contains("torn");
      byte[] last = after.getLast();
      boolean cut = last.length < before.getLast().length; // perhaps at the end of a block
      assertTrue(missing == 0 || cut || (said && (marked || torn)), what + ": loss is not said");
    }
  }

  /// Marks the lines of the blocks whose bytes are unchanged and in order.
  private static void findIntactBlocks(byte[] before, byte[] after, boolean[] lines) {
    BlockView block = new BlockView();
    ByteBuffer memory = ByteBuffer.wrap(before).order(ByteOrder.LITTLE_ENDIAN);
    int searchFrom = 0;
    for (int at = Segment.HEADER; at < before.length; ) {
      block.moveTo(memory, at);
      byte[] content = Arrays.copyOfRange(before, at, block.next());
      int position = indexOf(after, content, searchFrom);
      if (position >= 0) {
        searchFrom = position + content.length;
        for (int i = 0; i < block.count(); i++) {
          lines[(int) block.first() + i] = true;
        }
      }
      at = block.next();
    }
  }

  private static int indexOf(byte[] text, byte[] part, int from) {
    for (int i = from; i <= text.length - part.length; i++) {
      if (text[i] == part[0] && Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isMark(StoredLine line) {
    boolean mark = line.source() == LogSource.DAMAGED;
    assertEquals(mark, line.string().startsWith("damaged record: "));
    return mark;
  }

  // --- damage -----------------------------------------------------------------------------------

  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(1 << random.nextInt(13)));
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, length);
      }
      case 2 -> Arrays.fill(bytes, at, at + length, (byte) 0);
      case 3 -> bytes = Arrays.copyOf(bytes, at);
      case 4 -> bytes = join(bytes, at, new byte[0], at + length); // bytes deleted
      case 5 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        bytes = join(bytes, at, noise, at); // bytes inserted
      }
      case 6 -> bytes = join(bytes, at, Arrays.copyOfRange(whole, at, at + length), at); // doubled
      default -> {
        for (int i = 0; i < 20; i++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  private static byte[] join(byte[] bytes, int headEnd, byte[] middle, int tailBegin) {
    ByteBuffer joined = ByteBuffer.allocate(headEnd + middle.length + bytes.length - tailBegin);
    joined.put(bytes, 0, headEnd).put(middle).put(bytes, tailBegin, bytes.length - tailBegin);
    return joined.array();
  }

  /// Converts a segment to version 2 of the format.
  private static byte[] toVersion2(byte[] bytes) {
    ByteBuffer out = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(Segment.MAGIC_2).putLong(memory.getLong(Segment.FIRST_OFFSET));
    BlockView block = new BlockView();
    CRC32C crc = new CRC32C();
    for (int at = Segment.HEADER; at < bytes.length; at = block.next()) {
      block.moveTo(memory, at);
      int entries = BlockView.HEADER + block.count() * Integer.BYTES;
      int length = block.end(block.count() - 1);
      int begin = out.position();
      out.putLong(entries + length).put(bytes, at + 8, entries - 8);
      out.put(begin + 27, (byte) 0).put(bytes, block.textOffset(), length);
      crc.reset();
      crc.update(out.array(), begin + 8, entries + length - 8);
      out.putInt(begin + 4, (int) crc.getValue());
      out.position(out.position() + 3 & -4);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  // --- sessions ---------------------------------------------------------------------------------

  /// Writes a session of blocks of very different sizes.
  private Path write(Random random, int batches) {
    try (LogStore store = open()) {
      int number = 0;
      for (int i = 0; i < batches; i++) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 8);
        for (int n = 0; n < count; n++) {
          text.append("line ").append(number++).append(' ');
          text.append("\u00e9x".repeat(random.nextInt(60))).append('\n');
        }
        store.append(1 + random.nextInt(4), LogSource.PTY, batch(text.toString()));
      }
      return requireNonNull(store.directory());
    }
  }

  private LogStore open() {
    return LogStore.open(new LogSettings(directory, 1 << 26, 1 << 24, SEGMENT));
  }

  private static List<StoredLine> lines(Path session) throws IOException {
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertNull(past.warning());
      return past.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines();
    }
  }

  private static void assertSameLines(List<StoredLine> expected, List<StoredLine> actual) {
    assertEquals(expected.size(), actual.size());
    actual.forEach(line -> assertSame(expected, line));
  }

  private static void assertSame(List<StoredLine> expected, StoredLine line) {
    StoredLine original = expected.get((int) line.number());
    assertEquals(original.string(), line.string());
    assertEquals(original.process(), line.process());
    assertEquals(original.atMillis(), line.atMillis());
  }

  private static void delete(Path session) throws IOException {
    try (var files = Files.list(session)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(session);
  }
}
