package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.JvmCommand;
import dev.brummer.perf.program.PipedProgram;
import dev.brummer.perf.program.ProgramStart;
import dev.brummer.perf.program.ProgramTree;
import dev.brummer.perf.program.PtyHost;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.program.Workload;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The proxies under comparison, each in front of [StaticServer], which the ports name.
enum ComparedProxy {
  /// No proxy.
  DIRECT {
    @Override
    Running start(Ports ports, InstalledPrograms installed) throws IOException {
      PipedProgram server = startServer(ports);
      return new Running(ports.server(), server::tree, server::close);
    }
  },

  BRUMMER_PLAIN {
    @Override
    Running start(Ports ports, InstalledPrograms installed) throws IOException {
      SampleProject project = serverProject(ports);
      PipedProgram program = PipedProgram.start(brummer(project, ports, "plain"), "");
      return new Running(ports.proxy(), program::tree, () -> close(program::close, project));
    }
  },

  BRUMMER_UI {
    @Override
    Running start(Ports ports, InstalledPrograms installed) throws IOException {
      SampleProject project = serverProject(ports);
      ProgramStart start = brummer(project, ports, "tui");
      PtyHost host = PtyHost.start(ComparedProgram.COLUMNS, ComparedProgram.ROWS, start);
      return new Running(ports.proxy(), host::tree, () -> close(host::close, project));
    }
  },

  NGINX {
    @Override
    Running start(Ports ports, InstalledPrograms installed) throws IOException {
      String nginx = installed.find("nginx", "apt install nginx").toString();
      PipedProgram server = startServer(ports);
      SampleProject directory = SampleProject.of(Map.of());
      Path file = directory.directory().resolve("nginx.conf");
      Files.writeString(file, NginxConfiguration.of(directory.directory(), ports));
      ProgramStart start =
          new ProgramStart(
              directory.directory(), Map.of(), NginxConfiguration.command(nginx, file));
      PipedProgram proxy = PipedProgram.start(start, "");
      return new Running(
          ports.proxy(),
          proxy::tree,
          () -> {
            proxy.close();
            close(server::close, directory);
          });
    }
  };

  /// Returns the variant of its measurements.
  Variant variant() {
    return switch (this) {
      case DIRECT -> Variant.program("without a proxy");
      case BRUMMER_PLAIN -> Variant.PRODUCT;
      case BRUMMER_UI -> Variant.program("brummer with the UI");
      case NGINX -> Variant.program("nginx sub_filter");
    };
  }

  /// Starts the server and the proxy.
  ///
  /// @throws java.util.NoSuchElementException if the proxy is not installed
  abstract Running start(Ports ports, InstalledPrograms installed) throws IOException;

  /// A started proxy.
  ///
  /// @param port to send requests to
  /// @param tree processes of the proxy
  record Running(int port, Supplier<ProgramTree> tree, Stop stop) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stop.stop();
    }
  }

  /// Ends what was started.
  @FunctionalInterface
  interface Stop {
    void stop() throws IOException;
  }

  /// Ports of a measurement.
  record Ports(int server, int proxy) {
    /// Returns ports that are free now.
    static Ports free() throws IOException {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (ServerSocket first = new ServerSocket(0, 1, loopback);
          ServerSocket second = new ServerSocket(0, 1, loopback)) {
        return new Ports(first.getLocalPort(), second.getLocalPort());
      }
    }
  }

  private static List<String> serverCommand(Ports ports) {
    return JvmCommand.of(
        List.of("-XX:+UseSerialGC", Workload.JVM_MARK),
        StaticServer.class,
        Integer.toString(ports.server()));
  }

  private static PipedProgram startServer(Ports ports) throws IOException {
    return PipedProgram.start(new ProgramStart(Path.of("/"), Map.of(), serverCommand(ports)), "");
  }

  /// Returns a project whose only process is the server: brummer proxies what its processes serve.
  private static SampleProject serverProject(Ports ports) throws IOException {
    String command = String.join(" ", serverCommand(ports));
    String script = "echo http://127.0.0.1:%d/; exec %s".formatted(ports.server(), command);
    return SampleProject.of(Map.of("pack-a", script));
  }

  private static ProgramStart brummer(SampleProject project, Ports ports, String ui) {
    String launcher = ComparedProgram.launcher().toString();
    String port = Integer.toString(ports.proxy());
    return new ProgramStart(
        project.directory(),
        project.environment(),
        List.of(launcher, "run", "pack-a:dev", "--ui", ui, "--proxy-port", port));
  }

  private static void close(Runnable program, SampleProject project) throws IOException {
    program.run();
    project.close();
  }
}
