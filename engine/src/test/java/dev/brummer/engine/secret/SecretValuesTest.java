package dev.brummer.engine.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which values of env files and environments are secret.
class SecretValuesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "short12",
        "production",
        "DEVELOPMENT",
        "localhost",
        "postgres",
        "123456789",
        "1.5.3-7",
        "2026-01-31",
        "127.0.0.1:5432",
        "localhost:5432",
        "db.example.com",
        "http://localhost:3000/api",
        "postgres://localhost:5432/shop",
        "postgres://app:short@localhost/shop",
        "/srv/app/data",
        "********",
        "300000ms"
      })
  void ordinaryValue_isNotSecret(String value) {
    SecretValues values = new SecretValues("/srv/app/data"::equals);
    values.addFromFile("SOMETHING", value);
    values.addFromFile("API_KEY", value);

    assertEquals(Map.of(), values.namesByValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "postgres://app:hunter2secret@db:5432/shop hunter2secret",
        "redis://:hunter2secret@localhost hunter2secret",
        "https://ghp_0123456789@github.com/a/b ghp_0123456789",
        "https://api.example.com/v1?api_key=k3yk3yk3y&x=1 k3yk3yk3y",
        "jdbc:postgresql://db/shop?user=app&password=hunter2secret hunter2secret",
        "Server=db;Password=hunter2 Server=db;Password=hunter2",
        "correcthorsebattery correcthorsebattery"
      })
  void valueOfAnEnvFile_isSecretInPartOrWhole(String value, String secret) {
    SecretValues values = new SecretValues(path -> false);
    values.addFromFile("SOMETHING", value);

    assertEquals(Set.of(secret), values.namesByValue().keySet());
  }

  @Test
  void encodedPassword_isSecretAsWrittenAndDecoded() {
    SecretValues values = new SecretValues(path -> false);
    values.addFromFile("DATABASE_URL", "postgres://app:p%40ss%2Fword+1@db/shop");

    assertEquals(Set.of("p%40ss%2Fword+1", "p@ss/word+1"), values.namesByValue().keySet());
  }

  @Test
  void valueOfAnEnvironment_isSecretByNameOrAsPassword() {
    SecretValues values = new SecretValues(path -> false);
    values.addFromEnvironment("GREETING", "hello world");
    values.addFromEnvironment("API_TOKEN", "t0ken t0ken");
    values.addFromEnvironment("PGPASSWORD", "pg-secret");
    values.addFromEnvironment("DATABASE_URL", "mysql://a:my-secret-pw@db/x");
    values.addFromEnvironment("NODE_ENV", "some-stage");

    assertEquals(
        Set.of("t0ken t0ken", "pg-secret", "my-secret-pw"), values.namesByValue().keySet());
  }

  @Test
  void settingsOfAnEnvFile_areNotSecret() {
    SecretValues values = new SecretValues(path -> false);
    values.addFromFile("APP_NAME", "wonderful-shop");
    values.addFromFile("NODE_ENV", "my-own-stage");
    values.addFromFile("DB_HOST", "database-host-1");

    assertEquals(Map.of(), values.namesByValue());
  }

  @Test
  void linesAndJsonMembers_areSecretOfTheirOwn() {
    SecretValues values = new SecretValues(path -> false);
    values.addFromFile("KEY", "-----BEGIN KEY-----\\nabcdefghijkl\\nshort\\n-----END KEY-----");
    values.addFromFile(
        "ACCOUNT", "{\"type\":\"service_account\",\"private_key\":\"k\\nqrstuvwxyz\"}");

    assertEquals("KEY", values.namesByValue().get("abcdefghijkl"));
    assertEquals("ACCOUNT", values.namesByValue().get("qrstuvwxyz"));
    assertNull(values.namesByValue().get("service_account"));
    assertNull(values.namesByValue().get("-----BEGIN KEY-----"));
  }

  @Test
  void equalValues_keepTheFirstName() {
    SecretValues values = new SecretValues(path -> false);
    values.addFromFile("FIRST", "same-value-1");
    values.addFromFile("SECOND", "same-value-1");

    assertEquals(Map.of("same-value-1", "FIRST"), values.namesByValue());
  }
}
