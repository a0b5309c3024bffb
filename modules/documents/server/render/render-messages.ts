/** What the server process sends to a render process: one document at a time. */
export interface RenderCommand {
  /** Absolute path of the template; its folder is all that the template can read. */
  template: string;
  /** Becomes `sys.inputs` in the template. */
  inputs: Record<string, string>;
  standard: string;
  /** Epoch seconds, written into the PDF as its creation date. */
  createdAt: number;
}

/** What a render process answers, exactly once per command. */
export type RenderReply = { pdf: Uint8Array } | { errors: string[] };
