// An action that gets each address of its arguments with fetch and with Node's agents, and prints what came of it.
import http from 'node:http';
import https from 'node:https';
import { messageOf, runAction } from '../src/index.ts';

const byFetch = async (url: string) => (await fetch(url)).text();

const byAgent = (url: string) =>
  new Promise<string>((resolve, reject) => {
    const { get } = url.startsWith('https:') ? https : http;
    const sent = get(url, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
  });

await runAction({
  readInputs: () => process.argv.slice(2),
  async run(urls) {
    for (const [way, get] of Object.entries({ fetch: byFetch, agent: byAgent })) {
      for (const url of urls) {
        const came = await get(url).catch((error: unknown) => `failed: ${messageOf(error)}`);
        console.log(`RESULT ${JSON.stringify({ way, url, came })}`);
      }
    }
    const { NODE_USE_ENV_PROXY, GATEHOUSE_STARTED_WITH_PROXIES } = process.env;
    console.log(`LEFT ${JSON.stringify({ NODE_USE_ENV_PROXY, GATEHOUSE_STARTED_WITH_PROXIES })}`);
    await new Promise((resolve) => setTimeout(resolve, Number(process.env.LINGER_MS ?? 0)));
  },
});
