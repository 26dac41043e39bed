package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Variables that processes receive, compared with the tools that define them.
@Timeout(240)
class EnvironmentIT {
  private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(3);

  /// Printed by both: the variables whose names start with `T_`.
  private static final String PRINT =
      "const own = Object.entries(process.env).filter(([k]) => k.startsWith('T_'));"
          + "console.log(JSON.stringify(Object.fromEntries(own)));";

  private static final String DOT_ENV =
      """
      # comment
      T_KEY="-----BEGIN KEY-----
      ab=#c

      -----END KEY-----" # after
      export T_SINGLE='two
      lines'
      T_BACKTICK=`it's "both"`
      T_COLOR=#fff
      T_COLOR2="#fff"
      T_JSON="{"a":"b"}"
      T_YAML: value
      T_HASH=a#b
      T_SPACES =  x y  # said
      T_ESCAPES="1\\n2\\t3\\\\"
      T_EMPTY=
      this line means nothing
      T_A=1
      T_REFERENCE=$T_A/${T_A}/"${HOME}"
      T_DEFAULT=${T_NONE:-d} ${T_NONE-${T_A}} ${T_A:-no} ${T_A:+yes} ${T_NONE:+no}
      T_DEFAULT2=${T_NONE:-${T_NONE2:-http://localhost:1/?a=b}}
      T_DOLLAR=\\$T_A $ 5$
      T_LATER=${T_LAST}
      T_OWN=file
      T_LATIN="caf\u00e9"
      T_CR=x\r
      T_UNCLOSED="open
      T_LAST=last\
      """;

  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path project;

  @Test
  void dotEnv_isReadAsByDotenvAndDotenvExpand() throws Exception {
    install("\"dotenv\": \"17.4.2\", \"dotenv-expand\": \"12.0.3\"");
    Files.write(project.resolve(".env"), latin("\u00ef\u00bb\u00bf" + DOT_ENV));
    Files.writeString(project.resolve("print.js"), PRINT);
    Files.writeString(
        project.resolve("dotenv.js"),
        "require('dotenv-expand').expand(require('dotenv').config({quiet: true}));" + PRINT);
    Process node =
        new ProcessBuilder("env", "T_OWN=user", "node", "dotenv.js")
            .directory(project.toFile())
            .start();
    String expected = BuiltImage.awaitExit(node).out().strip();
    assertTrue(expected.contains("T_LAST"), expected);

    Process brummer =
        BuiltImage.start(
            project,
            Map.of("T_OWN", "user"),
            "run",
            "--reveal",
            "--ui",
            "plain",
            "--",
            "node",
            "print.js");
    brummer.getOutputStream().close();
    BuiltImage.Result result = BuiltImage.awaitExit(brummer);

    assertEquals(variables(expected), variables(result.out().replaceFirst("(?s).*?node \\| ", "")));
    assertTrue(result.err().contains(".env:17: line ignored"), result.err());
    assertTrue(result.err().contains("T_LATIN contains a byte that is not UTF-8"), result.err());
  }

  @Test
  void singleQuotes_protectReferences_andWarningsKeepSecrets() throws Exception {
    Files.writeString(project.resolve(".env"), "T_Q='${HOME} $x'\nT_PASSWORD=pa$secret\n");
    BuiltImage.Result result =
        BuiltImage.run(project, "run", "--reveal", "--ui", "plain", "--", "echo \"$T_Q\"");
    assertTrue(result.out().contains("| ${HOME} $x"), result.out());
    assertTrue(result.err().contains("T_PASSWORD refers to a variable"), result.err());
    assertEquals(-1, result.err().indexOf("secret"), result.err());
  }

  @Test
  void procfile_givesThePortsOfForeman_unlessSet() throws Exception {
    install("\"foreman\": \"3\"");
    String print = "echo \"port=$PORT.\"";
    Files.write(
        project.resolve("Procfile"),
        List.of("web: " + print, "api: " + print, "other: " + print, "worker: env | grep ^PORT="));
    Process foreman =
        new ProcessBuilder("sh", "-c", "env -u PORT npx nf start 2>&1; true")
            .directory(project.toFile())
            .start();
    Map<String, String> expected = ports(BuiltImage.awaitExit(foreman).out());
    assertEquals(Map.of("web", "5000", "api", "5100", "other", "5200"), expected);

    assertEquals(expected, ports(brummer(Map.of(), "Procfile")));
    assertEquals(
        Map.of("web", "7000", "api", "7100", "other", "7200"),
        ports(brummer(Map.of("PORT", "7000"), "web", "api", "other")));
    Files.writeString(project.resolve(".env"), "PORT=7500\n");
    assertEquals(Map.of("web", "7500"), ports(brummer(Map.of(), "web")));
    Files.writeString(
        project.resolve("brummer.toml"), "[process.web]\nscript = \"web\"\nenv = { PORT = 9 }\n");
    assertEquals(Map.of("web", "9"), ports(brummer(Map.of(), "web")));
  }

  @Test
  void browser_isNoneForVite_andTheUsersOwnForPython() throws Exception {
    RequiredPrograms.require("python3");
    ViteIT.installIn(project);
    Files.writeString(
        project.resolve("vite.config.js"),
        "console.log('BROWSER=' + process.env.BROWSER); process.exit(0);");
    Files.writeString(
        project.resolve("Procfile"),
        """
        front: npm run dev
        python: python3 -c 'import os; print("BROWSER=%s" % os.environ.get("BROWSER"))'
        """);
    assertTrue(brummer(Map.of(), "front").contains("front | BROWSER=none"));
    assertTrue(brummer(Map.of("BROWSER", "w3m"), "front").contains("front | BROWSER=w3m"));
    assertTrue(brummer(Map.of(), "--", "npm", "run", "dev").contains("| BROWSER=none"));
    assertTrue(brummer(Map.of(), "python").contains("python | BROWSER=None"));
  }

  private void install(String dependencies) throws Exception {
    Files.writeString(
        project.resolve("package.json"), "{\"dependencies\": {" + dependencies + "}}");
    SetupCommand.npmInstall(project, INSTALL_TIMEOUT);
  }

  private String brummer(Map<String, String> environment, String... names) throws Exception {
    String[] arguments = new String[names.length + 3];
    System.arraycopy(new String[] {"run", "--ui", "plain"}, 0, arguments, 0, 3);
    System.arraycopy(names, 0, arguments, 3, names.length);
    Process process = BuiltImage.start(project, environment, arguments);
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process).out();
  }

  /// `name | port=5000.` by name; foreman pads the names and prints a time before them.
  private static Map<String, String> ports(String output) {
    Map<String, String> ports = new TreeMap<>();
    output
        .replaceAll("\\x1b\\[[0-9;]*m", "")
        .lines()
        .filter(line -> line.matches(".*port=\\d*\\.\\s*"))
        .forEach(line ->
            ports.put(
                line.replaceFirst("^(?:.* )??([a-z]+)(?:\\.1)?\\s*\\|.*", "$1"),
                line.replaceFirst(".*port=(\\d*)\\..*", "$1")));
    return ports;
  }

  private Map<String, String> variables(String text) throws Exception {
    Map<String, String> variables = new TreeMap<>();
    JsonNode node = json.readTree(text.lines().findFirst().orElseThrow());
    node.properties().forEach(it -> variables.put(it.getKey(), it.getValue().textValue()));
    return variables;
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
