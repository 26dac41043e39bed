package dev.brummer.engine.process;

import java.util.List;
import java.util.Set;

/// Recognizes databases and message brokers, whose ports do not serve web pages. They must not be
/// asked: Redis and PostgreSQL log a warning for an HTTP request, and MongoDB answers it.
public final class DatabaseServers {
  /// Prefixes of program names. The kernel truncates a program name to 15 characters.
  private static final List<String> PROGRAMS =
      List.of(
          "postgres",
          "postmaster",
          "pgbouncer",
          "redis-server",
          "redis-sentinel",
          "valkey-server",
          "keydb-server",
          "mongod",
          "mongos",
          "nats-server",
          "gnatsd",
          "mysqld",
          "mariadbd",
          "memcached",
          "mosquitto",
          "dragonfly");

  /// Default ports of PostgreSQL, MySQL, Redis, MongoDB, NATS, AMQP, Kafka, memcached, MQTT,
  /// ZooKeeper, SQL Server, Oracle and Cassandra.
  private static final Set<Integer> PORTS =
      Set.of(
          5432, 3306, 33060, 6379, 26379, 27017, 27018, 27019, 4222, 6222, 5672, 9092, 11211, 1883,
          2181, 1433, 1521, 9042);

  private DatabaseServers() {}

  /// True for the program name of a database server. A program whose name only starts like one,
  /// such as `postgrest` or `mongodb_exporter`, is none.
  public static boolean isProgram(String program) {
    for (String prefix : PROGRAMS) {
      if (program.startsWith(prefix) && endsWord(program, prefix.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWord(String program, int at) {
    return at == program.length()
        || (!Character.isLetter(program.charAt(at)) && program.charAt(at) != '_');
  }

  /// True for the default port of a database server.
  public static boolean isDefaultPort(int port) {
    return PORTS.contains(port);
  }
}
