package dev.brummer.app.mcp.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Configuration files as people have them, and variations of their white space, comments, commas
/// and line ends that leave the values as they are.
final class ConfigurationSamples {
  static final List<String> JSON =
      List.of(
          "",
          "{}",
          "{\n}\n",
          "{ }",
          "// only a comment\n",
          "{\"a\":1,\"mcpServers\":{\"x\":{\"command\":\"y\"}}}",
          """
          {
            "mcpServers": {}
          }
          """,
          """
          {
            // Servers of the team
            "mcpServers": {
              "context7": {
                "command": "npx",
                "args": ["-y", "@upstash/context7-mcp"], // latest
              },
              /* "old": { "command": "old" } */
            },
          }
          """,
          """
          {
          \t"numStartups": 42,
          \t"projects": {
          \t\t"/home/ada/shop": { "mcpServers": {}, "allowedTools": [] }
          \t},
          \t"tipsHistory": {"shift-enter": 3},
          \t"text": "https://example.org/*not a comment*/ // neither \\"{\\" \\\\"
          }\
          """,
          """
          // Zed settings
          {
            "theme": "One Dark",
            "context_servers": {"a": {"source": "custom", "command": "b", "args": []}},
            "ui_font_size": 16.0,
            "vim_mode": true,
            "nothing": null
            // "buffer_font_size": 15
          }
          """);

  static final List<String> TOML =
      List.of(
          "",
          "# nothing yet\n",
          "model = \"gpt-5\"",
          """
          model = "gpt-5" # the default

          [mcp_servers.context7]
          command = "npx"
          args = ["-y", "@upstash/context7-mcp"]

          [mcp_servers.context7.env]
          KEY = "[mcp_servers.brummer]"

          # projects
          [projects."/home/ada/shop"]
          trust_level = "trusted"
          """,
          """
          notes = '''
          [mcp_servers.brummer]
          '''
          [[profiles]]
          name = "a"
          list = [
            [1, 2],
          ]
          """);

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|//[^\n]*\n|/\\*.*?\\*/|[\\[\\]{},:]|[^\\s\\[\\]{},:\"]+");
  private static final List<String> GAPS =
      List.of(
          "",
          "",
          " ",
          "\n",
          "\n  ",
          "\t",
          "/* c */",
          " // c }\n",
          "\n/* { \" \n */\n",
          "/**/",
          "// \"mcpServers\": {\n");

  private ConfigurationSamples() {}

  /// The sample with other gaps between its tokens, sometimes with trailing commas, a byte order
  /// mark and other line ends.
  static String mutated(String json, Random random) {
    List<String> tokens = new ArrayList<>();
    for (Matcher matcher = TOKEN.matcher(json); matcher.find(); ) {
      tokens.add(matcher.group());
    }
    StringBuilder out = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
    String before = "";
    for (String token : tokens) {
      boolean closes = token.equals("}") || token.equals("]");
      boolean bare = before.isEmpty() || "{[,:".contains(before) || before.startsWith("/");
      if (closes && !bare && random.nextInt(3) == 0) {
        out.append(',');
      }
      out.append(GAPS.get(random.nextInt(GAPS.size()))).append(token);
      before = token;
    }
    out.append(GAPS.get(random.nextInt(GAPS.size())));
    return random.nextInt(4) == 0 ? out.toString().replace("\n", "\r\n") : out.toString();
  }
}
