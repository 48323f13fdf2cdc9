import type { Session } from './session';

/** What the add-in is told of the application and itself when it starts. */
export interface AddInSurroundings {
  /** Where the add-in's page lies. */
  readonly address: string;
  readonly locale: string;
  readonly workbookName: string;
  /** Requirement sets that are advertised. */
  readonly requirements: Readonly<Record<string, number>>;
  /** The frame is a dialog of the add-in, not its pane. */
  readonly dialog?: boolean;
}

/** What the add-in asks of the page around it. */
export interface PageServices {
  /** A dialog was asked for; `reply` carries the add-in's event messages back. */
  openDialog(
    address: string,
    size: { readonly width: number; readonly height: number },
    events: (code: number, message: string) => void,
  ): void;
  closeDialog(): void;
  /** A dialog's page has something to say to the pane that opened it. */
  messageFromDialog(message: string): void;
  /** A ribbon command has finished. */
  commandCompleted(): void;
  showPane(): void;
  hidePane(): void;
}

/** An add-in in a frame, connected. */
export interface AddInConnection {
  /** Name that the frame must have before its page is loaded: it carries host and channel, so the address stays clean. */
  readonly frameName: string;
  /** Runs a function that the add-in associated with a ribbon button, menu entry or shortcut. */
  invoke(functionName: string, controlId: string): void;
  /** Whether the add-in's page has started and listens for commands. */
  readonly ready: () => boolean;
  close(): void;
}

interface Message {
  readonly _messageType: number;
  readonly _actionType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: unknown;
}

const messageType = { request: 0, response: 1 } as const;
const actionType = { invoke: 0, registerEvent: 1, unregisterEvent: 2 } as const;
const responseType = { answer: 0, event: 1 } as const;
const richApiEvents = 'richApiMessage';
const commandEvents = 'appCommandInvoked';
const dialogEvents = 'dialogMessageReceived';
/** Office's numbers for a request of the rich API, the end of a command, and a dialog's message to its pane. */
const dispatch = { richApi: 93, commandCompleted: 94, messageParent: 144 } as const;
const notSupported = 5001;

/**
 * Is “Excel on the web” for an add-in in a frame: answers the requests that Office.js sends by `postMessage` and sends its events.
 * Frame and page must be on the same host name, both by https; Office.js refuses anything else.
 */
export function connectAddIn(
  session: Session,
  frame: () => Window | null,
  surroundings: AddInSurroundings,
  services: PageServices,
): AddInConnection {
  const conversation = `conversation-${Math.random().toString(36).slice(2)}`;
  const instance = 'jihe-workbench';
  const origin = new URL(surroundings.address, location.href).origin;
  const events = new Set<string>();

  const post = (message: object): void => {
    const common = {
      _messageType: messageType.response,
      _conversationId: conversation,
      _origin: location.origin,
      _errorCode: 0,
      _serializerVersion: 1,
    };
    frame()?.postMessage(JSON.stringify({ ...common, ...message }), origin);
  };
  const sendEvent = (name: string, data: object): void =>
    post({ _actionName: name, _correlationId: 0, _responseType: responseType.event, _data: data });

  const answer = async (message: Message): Promise<unknown> => {
    if (message._actionName === 'ContextActivationManager_getAppContextAsync')
      return appContext(surroundings, origin, instance, conversation);
    if (message._actionName !== 'executeMethod') return undefined;
    const call = message._data as {
      readonly DdaMethod?: { readonly DispatchId?: number };
      readonly ArrayData?: readonly unknown[];
      readonly messageToParent?: unknown;
    };
    if (call.DdaMethod?.DispatchId === dispatch.richApi) {
      const body = await session.answer(String(call.ArrayData?.[4] ?? '{}'));
      return { Error: 0, Version: 1, Data: [200, [], body] };
    }
    if (call.DdaMethod?.DispatchId === dispatch.commandCompleted) {
      services.commandCompleted();
      return { Error: 0, Version: 1 };
    }
    if (call.DdaMethod?.DispatchId === dispatch.messageParent) {
      services.messageFromDialog(String(call.messageToParent ?? ''));
      return { Error: 0, Version: 1 };
    }
    return { Error: notSupported, Version: 1 };
  };

  const eventTurned = (message: Message): object => {
    const on = message._actionType === actionType.registerEvent;
    if (message._actionName === dialogEvents) {
      if (on) openDialogFrom(message, services, (code, text) => sendEvent(dialogEvents, { messageType: code, messageContent: text }));
      else services.closeDialog();
    }
    if (on) events.add(message._actionName);
    else events.delete(message._actionName);
    return { Error: 0, Version: 1 };
  };

  const hear = (event: MessageEvent): void => {
    if (event.source !== frame() || event.origin !== origin || typeof event.data !== 'string') return;
    const message = parsed(event.data);
    if (message?._messageType !== messageType.request || message._conversationId !== conversation) return;
    const reply = (data: unknown): void =>
      post({ _actionName: message._actionName, _correlationId: message._correlationId, _responseType: responseType.answer, _data: data });
    if (message._actionType !== actionType.invoke) {
      reply(eventTurned(message));
      return;
    }
    void answer(message).then((data) => {
      if (data !== undefined) reply(data);
    });
  };
  window.addEventListener('message', hear);
  session.onEvent((entry) => {
    if (events.has(richApiEvents)) sendEvent(richApiEvents, { ArrayData: [entry] });
  });

  return {
    frameName: JSON.stringify({
      hostInfo: `Excel$Web$16.00$${surroundings.locale}$telemetry$${surroundings.dialog ? 'isDialog' : ''}$$0`,
      xdmInfo: `${conversation}|${instance}|${location.origin}`,
      serializerVersion: '1',
    }),
    invoke: (functionName, controlId) => {
      if (events.has(commandEvents)) {
        sendEvent(commandEvents, {
          0: controlId,
          1: functionName,
          2: JSON.stringify({ source: { id: controlId } }),
        });
        return;
      }
      sendEvent(richApiEvents, {
        ArrayData: [[2, 1000, '', JSON.stringify([functionName, JSON.stringify({ source: { id: controlId } })])]],
      });
    },
    ready: () => events.has(commandEvents) || events.has(richApiEvents),
    close: () => window.removeEventListener('message', hear),
  };
}

function parsed(text: string): Message | null {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return null;
  }
}

function openDialogFrom(message: Message, services: PageServices, events: (code: number, text: string) => void): void {
  const target = (message._data as { readonly targetId?: string } | null)?.targetId ?? '{}';
  const asked = JSON.parse(target) as { readonly url?: string; readonly width?: number; readonly height?: number };
  if (asked.url) services.openDialog(asked.url, { width: asked.width ?? 30, height: asked.height ?? 40 }, events);
}

function appContext(surroundings: AddInSurroundings, origin: string, instance: string, conversation: string): object {
  return {
    _id: instance,
    _appName: 16,
    _appVersion: 16,
    _appMinorVersion: 0,
    _appUILocale: surroundings.locale,
    _dataLocale: surroundings.locale,
    _docUrl: `https://workbench.invalid/${surroundings.workbookName}`,
    _clientMode: 1,
    _settings: [],
    _reason: 'inserted',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: conversation,
    _appInstanceId: instance,
    _requirementMatrix: JSON.stringify(surroundings.requirements),
    _hostFullVersion: '16.0.18000.0',
    _featureGates: {},
    _initialDisplayMode: 0,
    _appDomains: [origin],
    _addinName: '绩核',
  };
}
