/**
 * How the build is cut into files. By itself it makes a file of every module that two pages share:
 * sixty for one page, each a request of its own, which costs a slow phone more than their bytes.
 */
export const codeSplitting = {
  groups: [
    // What every page runs: React, the router, the session.
    { name: 'start', tags: ['$initial' as const], priority: 5 },
    // Small parts that most pages have; a page carries some that it does not use.
    {
      name: 'parts',
      test: /src\/(ui|lib|messages)\/|lucide-react/,
      minShareCount: 24,
      maxModuleSize: 8_000,
      priority: 4,
    },
    // Very small ones, which weigh less than a request each.
    {
      name: 'marks',
      test: /lucide-react|src\/ui\/(Skeleton|Notice|EmptyState|Logo|Money|When|LevelGlyph)|src\/lib\/(codes|zone|media|clock)/,
      minShareCount: 2,
      priority: 3,
    },
    // Around every page behind sign-in.
    { name: 'frame', test: /src\/app\/shell\/Shell\.tsx$/, priority: 2 },
    // The rest goes with those that use it, and no page gets what it does not use.
    {
      name: 'shared',
      test: /\.(m?js|tsx?)$/,
      minShareCount: 2,
      entriesAware: true,
      entriesAwareMergeThreshold: 1_000,
      priority: 1,
    },
  ],
}

/** Without the names of all pages that share it: those would be longer than many a file. */
export const chunkFileNames = ({ name }: { name: string }) =>
  `static/${name.startsWith('shared') ? 'shared' : '[name]'}-[hash].js`
