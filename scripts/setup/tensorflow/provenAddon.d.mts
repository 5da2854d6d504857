export declare function whyNotNative(tfjsNode: string): string | null
