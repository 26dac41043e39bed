package dev.brummer.perf.stat;

/// y = factor · x^exponent, fitted by least squares on logarithms. An exponent of 0 is constant, 1
/// is linear.
public record PowerLaw(double factor, double exponent) {
  /// @throws IllegalArgumentException for fewer than two points or a value that is not positive
  public static PowerLaw fit(double[] x, double[] y) {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException(x.length + " and " + y.length + " values");
    }
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumXY = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] <= 0 || y[i] <= 0) {
        throw new IllegalArgumentException("not positive: " + x[i] + ", " + y[i]);
      }
      double logX = Math.log(x[i]);
      double logY = Math.log(y[i]);
      sumX += logX;
      sumY += logY;
      sumXX += logX * logX;
      sumXY += logX * logY;
    }
    int n = x.length;
    double exponent = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
    return new PowerLaw(Math.exp((sumY - exponent * sumX) / n), exponent);
  }
}
