export type RenderErrorCode = 'documents.renderFailed' | 'documents.renderTimeout';

/**
 * A document that could not be rendered. `code` is stable; `details` are the compiler's own messages (English, for the
 * log and for whoever edits templates, never for a customer).
 */
export class RenderError extends Error {
  readonly code: RenderErrorCode;
  readonly details: readonly string[];

  constructor(code: RenderErrorCode, details: readonly string[]) {
    super([code, ...details].join('\n  '));
    this.name = 'RenderError';
    this.code = code;
    this.details = details;
  }
}
