package dev.brummer.app.run;

import dev.brummer.app.program.Version;
import dev.brummer.engine.Engine;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.ProxySettings;
import dev.brummer.proxy.route.ProcessStatusLookup;
import dev.brummer.tui.model.ProxyControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the proxy on an engine's bus, tells it of processes, and lets the UI command it.
final class ProxyWiring {
  private static final int LAST_LINES = 20;
  private static final Duration TAIL_TIMEOUT = Duration.ofMillis(5);

  private ProxyWiring() {}

  /// Not started yet.
  ///
  /// @param port the first one tried; null: the usual one
  /// @param requests how many are remembered
  static ProxyServer create(Engine engine, Path project, @Nullable Integer port, int requests) {
    ProxySettings settings =
        ProxySettings.defaults()
            .withProcessStatus(process -> statusOf(engine, process))
            .withProject(project)
            .withHistorySize(requests);
    return new ProxyServer(engine.bus(), port == null ? settings : settings.withFirstPort(port));
  }

  /// What the error page says of the process. On an event loop: reads memory only.
  private static ProcessStatusLookup.ProcessStatus statusOf(Engine engine, int process) {
    for (ProcessInfo info : engine.processes().snapshot()) {
      if (info.id() == process) {
        return new ProcessStatusLookup.ProcessStatus(
            info.name(), info.state().label(), lastLines(engine, process));
      }
    }
    return ProcessStatusLookup.ProcessStatus.UNKNOWN;
  }

  private static List<String> lastLines(Engine engine, int process) {
    return engine.logs().tail(process, LAST_LINES, TAIL_TIMEOUT).stream()
        .map(StoredLine::plainString)
        .toList();
  }

  /// What the UI may ask of it.
  static ProxyControl control(ProxyServer proxy) {
    return new ProxyControl() {
      @Override
      public void open(String url, int process) {
        proxy.open(url, process);
      }

      @Override
      public void close(String url) {
        proxy.closeRoute(url);
      }

      @Override
      public void replay(long request) {
        proxy.replay(request);
      }

      @Override
      public void save(Path file) {
        proxy.saveHar(file, Version.NUMBER);
      }
    };
  }
}
