module.exports = {
  entry: './src/index.js',
  devtool: 'source-map',
  devServer: { port: 'auto', hot: true, client: { overlay: false } },
}
