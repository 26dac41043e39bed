package dev.brummer.proxy.sourcemap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.brummer.proxy.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Source maps as written by bundlers, and stack traces of browsers.
class SourceMapTest {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static SourceMap parse(String json) throws IOException {
    return SourceMap.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void number(StringBuilder out, int value) {
    int rest = value < 0 ? (-value << 1) | 1 : value << 1;
    do {
      int digit = rest & 31;
      rest >>>= 5;
      out.append(DIGITS.charAt(rest > 0 ? digit | 32 : digit));
    } while (rest > 0);
  }

  /// Encodes lines of segments: column → {source, line, column}.
  private static String encode(Map<Integer, TreeMap<Integer, int[]>> lines, int count) {
    StringBuilder out = new StringBuilder();
    int[] last = new int[3];
    for (int line = 0; line < count; line++) {
      int column = 0;
      String separator = "";
      for (var segment : lines.getOrDefault(line, new TreeMap<>()).entrySet()) {
        out.append(separator);
        number(out, segment.getKey() - column);
        for (int i = 0; i < 3; i++) {
          number(out, segment.getValue()[i] - last[i]);
        }
        last = segment.getValue();
        column = segment.getKey();
        separator = ",";
      }
      out.append(';');
    }
    return out.toString();
  }

  @Test
  void find_randomMaps_everySegment() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      Map<Integer, TreeMap<Integer, int[]>> lines = new HashMap<>();
      for (int i = 0; i < 100; i++) {
        lines
            .computeIfAbsent(random.nextInt(40), line -> new TreeMap<>())
            .put(
                random.nextInt(2000),
                new int[] {random.nextInt(3), random.nextInt(5000), random.nextInt(300)});
      }
      SourceMap map =
          parse(
              "{\"version\":3,\"sources\":[\"a\",\"b\",\"c\"],\"mappings\":\""
                  + encode(lines, 40)
                  + "\"}");
      lines.forEach((line, segments) ->
          segments.forEach((column, to) -> {
            SourceMap.OriginalPosition expected =
                new SourceMap.OriginalPosition(
                    "abc".substring(to[0], to[0] + 1), to[1] + 1, to[2] + 1);
            assertEquals(expected, map.find(line + 1, column + 1));
            Integer next = segments.higherKey(column);
            if (next == null || next > column + 1) {
              assertEquals(expected, map.find(line + 1, column + 2), "behind it, too");
            }
          }));
      assertNull(map.find(41, 1));
    }
  }

  @Test
  void find_sections_relativeToTheirOffsets() throws IOException {
    SourceMap map =
        parse(
            """
            )]}'
            {"version":3,"sections":[
              {"offset":{"line":0,"column":0},"map":{"sources":["one.js"],"mappings":"AAAA;AACA"}},
              {"offset":{"line":2,"column":10},"map":{"sources":["two.js"],"sourceRoot":"src","mappings":"AAAA;AACA"}}]}
            """);
    assertEquals(new SourceMap.OriginalPosition("one.js", 2, 1), map.find(2, 5));
    assertEquals(new SourceMap.OriginalPosition("src/two.js", 1, 1), map.find(3, 12));
    assertEquals(new SourceMap.OriginalPosition("src/two.js", 2, 1), map.find(4, 1));
  }

  @Test
  void find_segmentWithoutSource_nothing() throws IOException {
    SourceMap map = parse("{\"sources\":[null],\"names\":[\"f\"],\"mappings\":\"AAAAA,IAAAA,K\"}");
    assertEquals(new SourceMap.OriginalPosition("", 1, 1), map.find(1, 5));
    assertNull(map.find(1, 10));
  }

  @ParameterizedTest
  @CsvSource({"[]", "3", "x", "{\"mappings\":"})
  void parse_noMap_refused(String json) {
    assertThrows(IOException.class, () -> parse(json));
  }

  @Test
  void find_rubbish_neverThrows() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      StringBuilder mappings = new StringBuilder();
      for (int j = random.nextInt(30); j >= 0; j--) {
        mappings.append((DIGITS + ";;,,!~").charAt(random.nextInt(70)));
      }
      SourceMap map = parse("{\"sources\":[\"a\"],\"mappings\":\"" + mappings + "\"}");
      map.find(random.nextInt(5) + 1, random.nextInt(100) + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "broken.js, http://localhost:1/src/broken.js, src/broken.js",
    "../lib/a.ts, http://localhost:1/assets/x.js, lib/a.ts",
    "webpack://shop/./src/a.js, http://localhost:1/main.js, src/a.js",
    "webpack:///./src/a.js, http://localhost:1/main.js, src/a.js",
    "turbopack:///[project]/app/page.tsx, http://localhost:1/x.js, app/page.tsx",
    "file:///home/me/shop/a.ts, http://localhost:1/x.js, /home/me/shop/a.ts",
    "/home/me/shop/a.ts, http://localhost:1/x.js, /home/me/shop/a.ts"
  })
  void file_ofSource_isPathInProject(String source, String base, String expected) {
    assertEquals(expected, StackTraceMapper.file(source, URI.create(base)));
  }

  /// Without a map the served file is the best guess.
  @ParameterizedTest
  @CsvSource({
    "http://localhost:1/src/main.js?t=5:3:7, src/main.js:3:7",
    "http://localhost:1/:12:5, index.html:12:5",
    "http://localhost:1/@fs/home/me/lib/a.js:1:2, /home/me/lib/a.js:1:2",
    "http://localhost:1/__brummer/t.js:1:2,",
    "http://localhost:2/a.js:1:2,",
  })
  void stack_withoutMap_namesTheServedFile(String frame, @Nullable String location) {
    StackTraceMapper mapper = new StackTraceMapper(new SourceMapCache(), "/home/me");
    String refused = "http://127.0.0.1:1";
    StackTraceMapper.MappedStack mapped = mapper.map("at " + frame, "http://localhost:1", refused);
    assertEquals(location, mapped == null ? null : mapped.absoluteLocation());
  }

  @Test
  void stack_ofBrowsers_mappedByTheServersMaps() throws IOException {
    Map<String, String> served = new HashMap<>();
    String map = "{\"sources\":[\"b.ts\"],\"mappings\":\";AAIA\"}";
    served.put("/src/b.js?t=1", "x\n//# sourceMappingURL=b.js.map\n");
    served.put("/src/b.js.map", map);
    String inline = Base64.getEncoder().encodeToString(map.getBytes(StandardCharsets.UTF_8));
    served.put(
        "/node_modules/lib/b.js",
        "x\n//# sourceMappingURL=data:application/json;base64," + inline + "\n");
    served.put("/none.js", "x\n");
    String absolute = "{\"sources\":[\"file:///home/me/shop/app/c.ts\"],\"mappings\":\"AAAA\"}";
    served.put("/c.js", "x\n//# sourceMappingURL=c.js.map\n");
    served.put("/c.js.map", absolute);
    RawServer server =
        new RawServer(rawConnection -> {
          String head;
          while (!(head = rawConnection.readHead()).isEmpty()) {
            String text = served.get(head.split(" ", 3)[1]);
            rawConnection.write(
                text == null
                    ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
          }
        });
    try {
      String pageOrigin = "http://localhost:20888";
      String target = "http://127.0.0.1:" + server.port();
      StackTraceMapper mapper = new StackTraceMapper(new SourceMapCache(), "/home/me/shop");
      String chrome =
          """
          TypeError: x
              at f (http://localhost:20888/node_modules/lib/b.js:2:7)
              at total (http://localhost:20888/src/b.js?t=1:2:9)
              at http://localhost:20888/none.js:1:1
              at http://localhost:20888/gone.js:1:1
              at https://cdn.example/x.js:2:3\
          """;
      assertEquals(
          new StackTraceMapper.MappedStack(
              """
              TypeError: x
                  at f (node_modules/lib/b.ts:5:1)
                  at total (src/b.ts:5:1)
                  at none.js:1:1
                  at gone.js:1:1
                  at https://cdn.example/x.js:2:3\
              """,
              "src/b.ts:5:1",
              "src/b.ts:5:1"),
          mapper.map(chrome, pageOrigin, target));
      String firefox = "total@http://localhost:20888/src/b.js?t=1:2:9\n@debugger eval code:1:1";
      assertEquals(
          new StackTraceMapper.MappedStack(
              "total@src/b.ts:5:1\n@debugger eval code:1:1", "src/b.ts:5:1", "src/b.ts:5:1"),
          mapper.map(firefox, pageOrigin, target));
      assertEquals(
          new StackTraceMapper.MappedStack(
              "app/c.ts:1:1", "app/c.ts:1:1", "/home/me/shop/app/c.ts:1:1"),
          mapper.map("http://localhost:20888/c.js:1:1", pageOrigin, target));
      assertNull(mapper.map("no places here", pageOrigin, target));
    } finally {
      server.close();
    }
  }
}
