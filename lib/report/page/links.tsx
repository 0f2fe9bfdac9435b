import type { ComponentChildren } from 'preact';
import { hashOf } from '../view/route.ts';
import { Name } from './name.tsx';

interface ClientLinkProps {
  readonly client: { readonly id: string; readonly name: string };
}

/** A client's name, leading to its page; what is about the org has none. */
export function ClientLink({ client: { id, name } }: ClientLinkProps) {
  if (id === '-') return <span class="quiet">the org</span>;
  return (
    <a href={hashOf('clients', { id })}>
      <Name text={name} />
    </a>
  );
}

/** Something that leads to a finding. */
export function FindingLink({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  return <a href={hashOf('findings', { id })}>{children}</a>;
}

/** A client, and below it whose it is. */
export function ClientOfVendor({ client, vendor }: ClientLinkProps & { readonly vendor: string | null }) {
  return (
    <>
      <ClientLink client={client} />
      <span class="line-beside">
        <VendorName vendor={vendor} />
      </span>
    </>
  );
}

/** A vendor, or that there is none. */
export function VendorName({ vendor }: { readonly vendor: string | null }) {
  return vendor === null ? <span class="quiet">no vendor</span> : <Name text={vendor} />;
}
