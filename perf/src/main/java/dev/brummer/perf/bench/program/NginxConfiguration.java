package dev.brummer.perf.bench.program;

import java.nio.file.Path;
import java.util.List;

/// Configuration of nginx as a proxy that injects a script into HTML pages, with one worker and all
/// its files in one directory.
final class NginxConfiguration {
  private NginxConfiguration() {}

  static List<String> command(String nginx, Path file) {
    String directory = file.getParent() + "/";
    return List.of(nginx, "-p", directory, "-e", directory + "error.log", "-c", file.toString());
  }

  static String of(Path directory, ComparedProxy.Ports ports) {
    return """
    daemon off;
    master_process off;
    pid %1$s/nginx.pid;
    events { worker_connections 256; }
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      upstream server { server 127.0.0.1:%2$d; keepalive 16; }
      server {
        listen 127.0.0.1:%3$d;
        keepalive_requests 100000000;
        location / {
          proxy_pass http://server;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_buffers 16 64k;
          sub_filter '<head>' '<head><script src="/__bench.js"></script>';
          sub_filter_once on;
        }
      }
    }
    """
        .formatted(directory, ports.server(), ports.proxy());
  }
}
