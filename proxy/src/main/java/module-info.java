import org.jspecify.annotations.NullMarked;

/// The reverse proxy in front of each dev server, with script injection and telemetry.
@NullMarked
module dev.brummer.proxy {
  requires static org.jspecify;
  requires transitive dev.brummer.engine;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires com.fasterxml.jackson.core;
  requires java.logging;

  exports dev.brummer.proxy;
  exports dev.brummer.proxy.history;
  exports dev.brummer.proxy.inject;
  exports dev.brummer.proxy.route;
}
