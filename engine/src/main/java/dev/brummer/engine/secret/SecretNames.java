package dev.brummer.engine.secret;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The names of parameters and variables whose values are secrets. A name is split into words at
/// punctuation and capitals: `accessToken`, `access-token`, `user[access_token]` and
/// `%61ccess_token` are one name. Masks too much rather than too little.
public final class SecretNames {
  /// Shorter names are no secrets.
  public static final int MIN_LENGTH = 2;

  private static final int MAX_LENGTH = 200;

  /// Words that make a name secret wherever they stand.
  private static final Set<String> ANYWHERE =
      Set.of(
          "token",
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "pwd",
          "psw",
          "pw",
          "secret",
          "secrets",
          "credential",
          "credentials",
          "jwt",
          "bearer",
          "authorization",
          "csrf",
          "xsrf",
          "signature",
          "otp",
          "totp",
          "apikey");

  /// Words that make a name secret as its last word.
  private static final Set<String> LAST =
      Set.of(
          "key",
          "sig",
          "auth",
          "pass",
          "pin",
          "sid",
          "session",
          "ticket",
          "hmac",
          "assertion",
          "verifier",
          "sess",
          "mac");

  /// Names that are secret as a whole, without punctuation.
  private static final Set<String> WHOLE =
      Set.of(
          "code",
          "accesscode",
          "authcode",
          "authorizationcode",
          "verificationcode",
          "resetcode",
          "invitecode",
          "recoverycode",
          "activationcode",
          "devicecode",
          "logincode",
          "samlresponse",
          "samlrequest",
          "awsaccesskeyid",
          "googleaccessid",
          "keypairid",
          "sessionid");

  /// Ends of names written without punctuation.
  private static final List<String> ENDS =
      List.of(
          "token",
          "password",
          "passwd",
          "secret",
          "apikey",
          "accesskey",
          "privatekey",
          "secretkey",
          "authkey",
          "sessionid",
          "sessid",
          "signature");

  private SecretNames() {}

  /// @param name as in a URL, possibly percent-encoded
  public static boolean isSecret(String name) {
    if (name.length() < MIN_LENGTH || name.length() > MAX_LENGTH) {
      return false;
    }
    List<String> words = words(decoded(name));
    if (words.isEmpty()) {
      return false;
    }
    if (LAST.contains(words.getLast())) {
      return true;
    }
    for (String word : words) {
      if (ANYWHERE.contains(word)) {
        return true;
      }
    }
    return isSecretWhole(words.size() == 1 ? words.getFirst() : String.join("", words));
  }

  private static boolean isSecretWhole(String name) {
    for (String end : ENDS) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return WHOLE.contains(name);
  }

  private static String decoded(String name) {
    try {
      return name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean afterSmall = i > 0 && Character.isLowerCase(name.charAt(i - 1));
      boolean starts = Character.isUpperCase(c) && afterSmall;
      if ((starts || !Character.isLetterOrDigit(c)) && !word.isEmpty()) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
