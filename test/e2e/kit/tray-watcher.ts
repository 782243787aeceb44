import { Message, type MessageBus, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next';
import { z } from 'zod';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const WATCHER_PATH = '/StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const ITEM_PATH = '/StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

export interface TrayMenuEntry {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly children: readonly TrayMenuEntry[];
}

/** The tray as a desktop panel sees it: owns the watcher's name on the session bus and reads what registers there. */
export interface TrayWatcher {
  /** Bus name of the icon that registered last, or null. */
  item(): string | null;
  /** A property of the icon as it stands now, without its variants. */
  property(name: string): Promise<unknown>;
  /** The icon's picture as text that differs when the picture does. */
  picture(): Promise<string>;
  menu(): Promise<readonly TrayMenuEntry[]>;
  /** Clicks an entry of the menu, as a person does. */
  click(entry: Pick<TrayMenuEntry, 'id'>): Promise<void>;
  close(): void;
}

const variantSchema = z.object({ signature: z.string(), value: z.unknown() });
const layoutSchema = z.tuple([
  z.number(),
  z.record(z.string(), variantSchema),
  z.array(z.object({ value: z.unknown() })),
]);

export async function watchTray(): Promise<TrayWatcher> {
  const bus = sessionBus();
  let item: string | null = null;
  bus.addMethodHandler((message: Message) => {
    if (message.path !== WATCHER_PATH) return false;
    const answer = answerOf(message, (name) => {
      item = name;
    });
    if (answer === null) return false;
    bus.send(answer);
    return true;
  });
  await bus.requestName(WATCHER, 0);
  const registered = (): string => {
    if (item === null) throw new Error('no tray icon has registered');
    return item;
  };
  const get = async (path: string, face: string, name: string) =>
    plain((await ask(bus, registered(), path, PROPERTIES, 'Get', 'ss', [face, name]))[0]);
  const menuPath = async () => z.string().parse(await get(ITEM_PATH, ITEM, 'Menu'));
  return {
    item: () => item,
    property: (name) => get(ITEM_PATH, ITEM, name),
    picture: async () => {
      const picture = await get(ITEM_PATH, ITEM, 'IconPixmap');
      return JSON.stringify(picture, (_key, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
      );
    },
    async menu() {
      const path = await menuPath();
      const names = ['label', 'enabled', 'type'];
      const answer = await ask(bus, registered(), path, MENU, 'GetLayout', 'iias', [0, -1, names]);
      return entryOf(answer[1]).children;
    },
    async click({ id }) {
      const body = [id, 'clicked', new Variant('i', 0), 0];
      await ask(bus, registered(), await menuPath(), MENU, 'Event', 'isvu', body);
    },
    close: () => bus.disconnect(),
  };
}

/** What a watcher with a host answers; null leaves the message to others. */
function answerOf(message: Message, register: (name: string) => void): Message | null {
  if (message.interface === WATCHER && message.member === 'RegisterStatusNotifierItem') {
    const given = z.string().parse(message.body[0]);
    register(given.startsWith('/') ? (message.sender ?? given) : given);
    return Message.newMethodReturn(message);
  }
  if (message.interface === WATCHER && message.member === 'RegisterStatusNotifierHost')
    return Message.newMethodReturn(message);
  if (message.interface !== PROPERTIES || message.member !== 'Get') return null;
  switch (message.body[1]) {
    case 'IsStatusNotifierHostRegistered':
      return Message.newMethodReturn(message, 'v', [new Variant('b', true)]);
    case 'ProtocolVersion':
      return Message.newMethodReturn(message, 'v', [new Variant('i', 0)]);
    case 'RegisteredStatusNotifierItems':
      return Message.newMethodReturn(message, 'v', [new Variant('as', [])]);
    default:
      return Message.newError(message, 'org.freedesktop.DBus.Error.UnknownProperty', 'no such property');
  }
}

async function ask(
  bus: MessageBus,
  destination: string,
  path: string,
  face: string,
  member: string,
  signature: string,
  body: unknown[],
): Promise<readonly unknown[]> {
  const answer = await bus.call(
    new Message({
      type: MessageType.METHOD_CALL,
      destination,
      path,
      interface: face,
      member,
      signature,
      body,
    }),
  );
  return answer?.body ?? [];
}

function entryOf(layout: unknown): TrayMenuEntry {
  const [id, properties, children] = layoutSchema.parse(layout);
  return {
    id,
    label: String(properties.label?.value ?? ''),
    isEnabled: properties.enabled?.value !== false,
    children: children.map((child) => entryOf(child.value)),
  };
}

function plain(value: unknown): unknown {
  const variant = variantSchema.safeParse(value);
  return variant.success ? variant.data.value : value;
}
