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

/// Connects the proxy to an engine's bus and process table, and to the UI.
final class ProxyWiring {
  private static final int LAST_LINES = 20;
  private static final Duration TAIL_TIMEOUT = Duration.ofMillis(5);

  private ProxyWiring() {}

  /// Creates the proxy without starting it.
  ///
  /// @param port first port to try; null for the default
  /// @param requests size of the request history
  static ProxyServer create(Engine engine, Path project, @Nullable Integer port, int requests) {
    ProxySettings settings =
        ProxySettings.defaults()
            .withProcessStatus(process -> statusOf(engine, process))
            .withProject(project)
            .withMasking(engine.masking())
            .withHistorySize(requests);
    return new ProxyServer(
        engine.bus(),
        port == null ? settings : settings.withFirstPort(port),
        process -> engine.processes().info(process).spec().web().proxied());
  }

  /// Status for the error page. Runs on an event loop: reads memory only.
  private static ProcessStatusLookup.ProcessStatus statusOf(Engine engine, int process) {
    for (ProcessInfo info : engine.processes().snapshot()) {
      if (info.id() == process) {
        return new ProcessStatusLookup.ProcessStatus(
            info.name(),
            engine.masking().text(process, info.describeState(System.currentTimeMillis())),
            lastLines(engine, process));
      }
    }
    return ProcessStatusLookup.ProcessStatus.UNKNOWN;
  }

  private static List<String> lastLines(Engine engine, int process) {
    return engine.maskedLogs().tail(process, LAST_LINES, TAIL_TIMEOUT).stream()
        .map(StoredLine::plainString)
        .toList();
  }

  /// Operations of the UI on the proxy.
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
