import org.jspecify.annotations.NullMarked;

/// The program: commands, runs, configuration and plain output.
@NullMarked
module dev.brummer.app {
  requires static org.jspecify;
  requires dev.brummer.engine;
  requires dev.brummer.proxy;
  requires dev.brummer.tui;
  requires dev.brummer.perf;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires io.netty.buffer;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.transport;
  requires io.netty.codec;
  requires jdk.httpserver;
  requires jdk.net;
  requires org.snakeyaml.engine;
  requires org.tomlj;

  opens dev.brummer.app to
      info.picocli;
  opens dev.brummer.app.command to
      info.picocli;
  opens dev.brummer.app.command.remote to
      info.picocli;
  opens dev.brummer.app.completion to
      info.picocli;
  opens dev.brummer.app.doctor to
      info.picocli;
  opens dev.brummer.app.graph to
      info.picocli;
  opens dev.brummer.app.manual to
      info.picocli;
  opens dev.brummer.app.mcp.install to
      info.picocli;
  opens dev.brummer.app.program to
      info.picocli;
}
