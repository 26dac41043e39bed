package dev.brummer.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.UserException;
import dev.brummer.app.run.OutputMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Options set by environment variables, with the real options and parser.
class EnvironmentDefaultsTest {
  @Test
  void option_takesItsTwin() {
    RunOptions options = parsed(Map.of("BRUMMER_PROXY_PORT", "4000", "BRUMMER_UI", "json"));
    assertEquals(4000, options.proxyPort);
    assertEquals(OutputMode.Kind.JSON, options.ui);
  }

  @Test
  void commandLine_winsOverTheEnvironment() {
    assertEquals(5000, parsed(Map.of("BRUMMER_PROXY_PORT", "4000"), "--proxy-port=5000").proxyPort);
  }

  @Test
  void emptyVariable_saysNothing() {
    assertNull(parsed(Map.of("BRUMMER_PROXY_PORT", "")).proxyPort);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "yes,true", "ON,true", "0,false", "No,false", "false,false"})
  void flag_takesTheUsualWords(String value, boolean set) {
    assertEquals(set, parsed(Map.of("BRUMMER_NO_PROXY", value)).noProxy);
  }

  @Test
  void keepPorts_withoutProxy_isRejected() {
    RunOptions options = parsed(Map.of("BRUMMER_KEEP_PORTS", "1"), "--no-proxy");
    UserException wrong = assertThrows(UserException.class, options::settings);
    assertEquals("--keep-ports requires the proxy; remove --no-proxy", wrong.text());
    assertTrue(parsed(Map.of(), "--keep-ports").settings().keepPorts());
  }

  @Test
  void flag_withAnotherWord_isRefusedWithWhatToSet() {
    ParameterException thrown =
        assertThrows(ParameterException.class, () -> parsed(Map.of("BRUMMER_NO_MOUSE", "maybe")));
    UserException cause = assertInstanceOf(UserException.class, thrown.getCause());
    assertEquals("invalid value \"maybe\" for BRUMMER_NO_MOUSE: use 1 or 0", cause.text());
  }

  @Test
  void negatableFlag_hasOneTwin() {
    assertEquals(true, parsed(Map.of("BRUMMER_PTY", "1")).processOptions.pty);
    assertEquals(false, parsed(Map.of("BRUMMER_PTY", "0")).processOptions.pty);
    assertNull(parsed(Map.of()).processOptions.pty);
  }

  @Test
  void help_hasNone() {
    CommandLine line = line(new RunCommand(), Map.of("BRUMMER_HELP", "1", "BRUMMER_VERSION", "1"));
    assertFalse(line.parseArgs("dev").isUsageHelpRequested());
    assertTrue(line.parseArgs("--help").isUsageHelpRequested());
  }

  private static RunOptions parsed(Map<String, String> environment, String... typed) {
    RunCommand command = new RunCommand();
    line(command, environment).parseArgs(typed);
    return command.options;
  }

  private static CommandLine line(RunCommand command, Map<String, String> environment) {
    CommandLine line = new CommandLine(command);
    line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }
}
