/** A backend (the upstream, the database) did not do what it was asked: the request is answered 502 with the message. */
export class BackendError extends Error {}
