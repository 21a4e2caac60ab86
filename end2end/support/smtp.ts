// A mail server that takes whatever it is given: the part of RFC 5321 that a client speaks to send a message.

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';

import { eventually } from './receiver';

/** One message, with its envelope. */
export interface Mail {
  at: number;
  from: string;
  to: string[];
  /** Headers and body, without the dots that the protocol adds. */
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
      keep({ at: Date.now(), ...envelope, text: text.join('\r\n') });
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
