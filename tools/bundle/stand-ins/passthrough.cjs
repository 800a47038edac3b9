// What `readable-stream/passthrough` is: the class itself, not a namespace.
module.exports = require('node:stream').PassThrough;
