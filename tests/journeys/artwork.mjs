// Artwork to drop: small pictures written here, so that a journey knows every pixel of them.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A file as `Dangle.drop` wants it: a PNG of a coloured disc with a bite out of it, on nothing. */
export function disc(name, size, [red, green, blue] = [236, 92, 122]) {
  const rows = Buffer.alloc(size * (1 + size * 4));
  const middle = size / 2;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside = Math.hypot(x - middle, y - middle) < size * 0.45;
      const bitten = Math.hypot(x - size * 0.8, y - size * 0.25) < size * 0.2;
      if (!inside || bitten) continue;
      // A little texture, so that the picture is not the cheapest there is.
      const shade = ((x * 7) ^ (y * 13)) & 15;
      rows.set([red - shade, green + shade, blue, 255], y * (1 + size * 4) + 1 + x * 4);
    }
  }
  return { name, type: 'image/png', bytes: png(size, size, rows) };
}

/** A text file as `Dangle.drop` wants it. */
export function text(name, type, words) {
  return { name, type, bytes: Buffer.from(words) };
}

function png(width, height, rows) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a channel, red green blue alpha.
  head.set([8, 6, 0, 0, 0], 8);
  const body = deflateSync(rows, { level: 1 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(kind, data) {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const whole = Buffer.alloc(8 + named.length);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named) >>> 0, 4 + named.length);
  return whole;
}

/** The pHYs chunk of a PNG: pixels in a metre, across and down; `null` when it has none. */
export function pixelsPerMetre(bytes) {
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'pHYs') {
      return bytes[at + 16] === 1 ? [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)] : null;
    }
    at += 12 + length;
  }
  return null;
}

/** Width and height of a PNG. */
export function sizeOf(bytes) {
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
