import type { Session } from './session';

interface BridgeRequest {
  readonly id: number;
  readonly message: { readonly url: string; readonly body: string | object };
}

/** The global that Office.js looks for when its host is in the same process. */
export interface NativeBridge {
  sendMessageToHost(text: string): void;
  /** Set by Office.js. */
  onMessageFromHost?: (text: string) => void;
}

const messageType = { response: 2, events: 3 } as const;

/**
 * Connects an Office.js host library to a session without any page: the object is to stand as `_richApiNativeBridge` on the library's
 * window before the library is evaluated. There is no `Office.onReady` and no `Office.context` this way.
 */
export function nativeBridge(session: Session): NativeBridge {
  const bridge: NativeBridge = {
    sendMessageToHost(text) {
      const request = JSON.parse(text) as BridgeRequest;
      const reply = (statusCode: number, body: string): void =>
        bridge.onMessageFromHost?.(
          JSON.stringify({ id: request.id, type: messageType.response, message: { statusCode, headers: {}, body } }),
        );
      if (!request.message.url.includes('ProcessQuery')) {
        reply(404, '{}');
        return;
      }
      const body = typeof request.message.body === 'string' ? request.message.body : JSON.stringify(request.message.body);
      session.answer(body).then(
        (answer) => reply(200, answer),
        (problem: unknown) => reply(500, JSON.stringify({ error: { code: 'GeneralException', message: String(problem) } })),
      );
    },
  };
  session.onEvent((entry) => {
    setTimeout(() => bridge.onMessageFromHost?.(JSON.stringify({ type: messageType.events, message: { entries: [entry] } })), 0);
  });
  return bridge;
}
