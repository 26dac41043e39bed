package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.process.CommandResolver;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.StartMethod;
import dev.brummer.engine.process.StartMethod.ScriptRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A resolver decides what is spawned; the definition of the process stays as it is.
@Timeout(60)
final class CommandResolverTest {
  private static final StartMethod DIRECT = new StartMethod(ScriptRunner.DIRECT, "");

  private static final CommandResolver RESOLVER =
      (spec, environment) -> {
        Map<String, String> more = new HashMap<>(environment);
        more.put("ORIGIN", "resolved from " + spec.command().getLast());
        return new CommandResolver.Resolved(
            List.of("/bin/sh", "-c", "echo \"$ORIGIN\""), more, DIRECT);
      };

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resolver_replacesCommandAndEnvironment(boolean pty) {
    SupervisorSettings settings =
        SupervisorSettings.defaults().withoutState().withResolver(RESOLVER);
    try (ProcessFixture fixture = new ProcessFixture(settings)) {
      int id = pty ? fixture.terminal("web", "dev") : fixture.pipes("web", "dev");
      fixture.start(id);
      fixture.awaitExit(id, 1);
      assertEquals(List.of("resolved from dev"), fixture.lines(id));
      ProcessInfo info = fixture.processes.info(id);
      assertEquals(List.of("/bin/sh", "-c", "dev"), info.spec().command());
      assertEquals(DIRECT, info.startMethod());
    }
  }
}
