/** What the tests use of a package that has no types. */
declare module '@20minutes/s3rver' {
  type Options = {
    address: string;
    /** 0 for one that is free. */
    port: number;
    silent: boolean;
    allowMismatchedSignatures: boolean;
    directory: string;
    configureBuckets: { name: string; configs: string[] }[];
  };
  type Context = { get(header: string): string; method: string; status: number; req: { resume(): void } };
  class S3rver {
    /** Of Koa, in the order in which they are called. */
    readonly middleware: ((context: Context, next: () => Promise<void>) => Promise<void> | void)[];
    constructor(options: Options);
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
  export default S3rver;
}
