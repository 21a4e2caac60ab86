// A mail server that takes whatever it is given: the part of RFC 5321 that a client speaks to send a message.

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';

import { eventually } from './receiver';

/** One message, with its envelope. */
export interface Mail {
  at: number;
  from: string;
  to: string[];
  /** Headers and body as a person reads them: without dots, encoded words and transfer encodings. */
  text: string;
}

/** Listens, and keeps what it is given. */
export class MailServer {
  readonly mails: Mail[] = [];

  private constructor(
    private tcp: TcpServer,
    private sockets: Set<Socket>,
    readonly url: string,
  ) {}

  static async open(): Promise<MailServer> {
    const sockets = new Set<Socket>();
    const tcp = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      // A client that leaves without a word is no failure of ours.
      socket.on('error', () => socket.destroy());
      converse(socket, (mail) => server.mails.push(mail));
    });
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const server = new MailServer(tcp, sockets, `smtp://127.0.0.1:${(tcp.address() as AddressInfo).port}`);
    return server;
  }

  /** The first message that is looked for; waits until it has come. */
  async next(wanted: (mail: Mail) => boolean = () => true): Promise<Mail> {
    return eventually(() => this.mails.find(wanted), 'no such email came');
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.tcp.close();
    await once(this.tcp, 'close');
  }
}

/** Undoes what mail is wrapped in: encoded words in headers, base64 and quoted-printable in parts. */
function readable(raw: string): string {
  const parts = raw.replace(/\r\n[ \t]+/g, ' ').split(/\r\n--[^\r\n]*\r\n/);
  return parts.map(part).join('\n');
}

function part(raw: string): string {
  const at = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, at).replace(/=\?utf-8\?(b|q)\?([^?]*)\?=(?:\s+(?==\?))?/gi, (_, kind: string, text: string) =>
    kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : quoted(text.replaceAll('_', ' ')),
  );
  const body = raw.slice(at + 4);
  const encoding = head.match(/^content-transfer-encoding:\s*(\S+)/im)?.[1]?.toLowerCase();
  if (encoding === 'base64') return `${head}\n\n${Buffer.from(body, 'base64').toString('utf8')}`;
  return `${head}\n\n${encoding === 'quoted-printable' ? quoted(body) : body}`;
}

function quoted(text: string): string {
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** One conversation: commands line by line, and the text of each message up to its dot. */
function converse(socket: Socket, keep: (mail: Mail) => void): void {
  let envelope = { from: '', to: [] as string[] };
  let text: string[] | undefined;
  let rest = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  const address = (line: string) => line.match(/<([^>]*)>/)?.[1] ?? '';
  const hear = (line: string) => {
    if (text) {
      if (line !== '.') {
        text.push(line.startsWith('.') ? line.slice(1) : line);
        return;
      }
      keep({ at: Date.now(), ...envelope, text: readable(text.join('\r\n')) });
      text = undefined;
      envelope = { from: '', to: [] };
      say('250 2.0.0 taken');
      return;
    }
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        say('250-localhost');
        say('250 8BITMIME');
        break;
      case 'MAIL':
        envelope.from = address(line);
        say('250 2.1.0 ok');
        break;
      case 'RCPT':
        envelope.to.push(address(line));
        say('250 2.1.5 ok');
        break;
      case 'DATA':
        text = [];
        say('354 go on');
        break;
      case 'QUIT':
        say('221 2.0.0 bye');
        socket.end();
        break;
      case 'HELO':
      case 'NOOP':
      case 'RSET':
        say('250 2.0.0 ok');
        break;
      default:
        say('500 5.5.2 what?');
    }
  };
  socket.on('data', (bytes) => {
    const lines = (rest + bytes.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  say('220 localhost ESMTP');
}
