/** Each costs as many questions to the encoder as there are samples. */
export const TRIGGER_LIMIT = 16;
